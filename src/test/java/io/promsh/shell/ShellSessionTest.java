package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetDirectory;
import io.promsh.config.TargetsFile;
import io.promsh.console.Handover;
import io.promsh.testing.FakeCommand;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeDocker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellSessionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** What a line left undone, as where its engine died, the next line of the same shell tells and puts right. */
    @Test
    void anEngineIsGreetedByEachLineThatUsesIt() {
        List<String> greeted = new ArrayList<>();
        ShellSession session = new ShellSession(
                Settings.DEFAULTS,
                new ShellSession.Ports(
                        file -> TargetDirectory.read(Map.of(), file, new TargetsFile(folder.resolve("targets.yaml"))),
                        spec -> {},
                        spec -> {
                            throw new IllegalStateException();
                        },
                        spec -> {
                            throw new IllegalStateException();
                        },
                        (spec, cookie) -> {},
                        spec -> false,
                        spec -> {},
                        List::of,
                        List::of,
                        script -> {},
                        choice -> new FakeDocker(),
                        (engine, line) -> greeted.add(line.get(Setting.DOCKER)),
                        folder));
        LineParser parser = new LineParser(new CommandRegistry(List.of(
                FakeCommand.promql("query").doing((arguments, context) -> {
                    if (!arguments.raw().contains("up")) {
                        context.docker();
                        context.docker();
                    }
                }))));
        Dispatcher dispatcher = new Dispatcher(
                parser,
                session,
                new SystemPipe(Handover.NONE, Thread::new),
                Surroundings.of(Clock.systemUTC(), ZoneOffset.UTC),
                LineRunner.DIRECT);
        FakeConsole console = FakeConsole.tty(80);
        dispatcher.run("up", "", console);
        assertEquals(List.of(), greeted);
        dispatcher.run("volumes", "", console);
        assertEquals(1, greeted.size(), "once a line");
        dispatcher.run("volumes", "", console);
        assertEquals(2, greeted.size());
        session.close();
    }
}
