package io.promsh.app;

import io.promsh.command.Command;
import io.promsh.command.steps.LeftOvers;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetDirectory;
import io.promsh.config.TargetsFile;
import io.promsh.config.UserFolders;
import io.promsh.console.Console;
import io.promsh.console.Handover;
import io.promsh.console.jline.StreamConsole;
import io.promsh.console.jline.TerminalFacts;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.engine.HttpDocker;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.promql.edit.Incomplete;
import io.promsh.shell.BatchRunner;
import io.promsh.shell.CommandRegistry;
import io.promsh.shell.Dispatcher;
import io.promsh.shell.Entries;
import io.promsh.shell.Invocation;
import io.promsh.shell.LineParser;
import io.promsh.shell.ShellSession;
import io.promsh.shell.Surroundings;
import io.promsh.shell.SystemPipe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Lines from arguments, a file, a pipe or a person, run in one session. */
final class Run {
    private final ProcessFacts facts;
    private final Invocation call;
    private final Phases phases;

    Run(ProcessFacts facts, Invocation call, Phases phases) {
        this.facts = facts;
        this.call = call;
        this.phases = phases;
    }

    /** Runs until nothing is left to do, beginning with {@code settings}; returns the exit code. */
    int run(Settings settings) {
        List<Command> commands = Commands.all(facts.environment());
        LineParser parser = new LineParser(new CommandRegistry(commands));
        Entries entries = new Entries(parser, Incomplete::isOpen);
        boolean interactive =
                facts.isInteractive() && call.lines().isEmpty() && call.file().isEmpty();
        return interactive
                ? new Interactive(facts, phases).run(settings, commands, parser, entries)
                : batch(settings, commands, parser, entries);
    }

    private int batch(Settings settings, List<Command> commands, LineParser parser, Entries entries) {
        Console console = console(facts, settings);
        UserFolders folders = folders(facts);
        BatchRunner[] runner = new BatchRunner[1];
        Dispatcher[] typed = new Dispatcher[1];
        Targets targets = new Targets(facts, folders);
        ShellSession.Ports ports = new ShellSession.Ports(
                targets::directory,
                targets::save,
                targets::open,
                targets::probe,
                targets::renew,
                targets::isGrafana,
                spec -> {},
                List::of,
                () -> typed[0].typed(),
                script -> succeed(runner[0].runScript(script), script.name()),
                choice -> HttpDocker.open(facts.environment(), choice),
                (engine, line) -> greet(engine, folders, console, line),
                folders.state());
        ShellSession session = new ShellSession(settings, ports);
        try (session) {
            SpringCommandBridge bridge = new SpringCommandBridge(commands);
            SystemPipe pipe = new SystemPipe(Handover.NONE, daemons());
            Dispatcher dispatcher =
                    new Dispatcher(parser, session, pipe, surroundings(facts, session, phases), bridge::run);
            typed[0] = dispatcher;
            runner[0] = new BatchRunner(dispatcher, entries, session, session::isLeaving, console);
            phases.end("wire");
            return lines(runner[0]);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    static void greet(DockerEngine engine, UserFolders folders, Console console, Settings line) {
        new LeftOvers(engine, folders.state()).greet(console, !line.isOn(Setting.READ_ONLY));
    }

    private int lines(BatchRunner runner) {
        if (!call.lines().isEmpty()) {
            return runner.runLines(call.lines());
        }
        String file = call.file().orElse("-");
        return file.equals("-") ? runner.run("stdin", facts.in()) : runner.runFile(Path.of(file));
    }

    static void succeed(int code, String script) {
        if (code == 0) {
            return;
        }
        FailureKind kind = FailureKind.FAILED;
        for (FailureKind candidate : FailureKind.values()) {
            kind = candidate.exitCode() == code ? candidate : kind;
        }
        throw Failure.of(kind, script + " stopped at its first failure", "");
    }

    static Console console(ProcessFacts facts, Settings settings) {
        TerminalFacts terminal = Interactive.terminalFacts(facts, settings);
        return new StreamConsole(facts.out(), facts.err(), terminal, () -> Interactive.asking(facts));
    }

    static Surroundings surroundings(ProcessFacts facts, ShellSession session, Phases phases) {
        boolean debug = facts.environment().containsKey("PROMSH_DEBUG");
        return new Surroundings(facts.clock(), facts.zones(), debug, session::cancel, phases::take);
    }

    static UserFolders folders(ProcessFacts facts) {
        return UserFolders.of(facts.environment(), Path.of(System.getProperty("java.io.tmpdir"), "promsh-nobody"));
    }

    static TargetsFile targetsFile(UserFolders folders) {
        return new TargetsFile(folders.config().resolve("targets.yaml"));
    }

    static TargetDirectory directory(ProcessFacts facts, UserFolders folders, Path envFile) {
        return TargetDirectory.read(facts.environment(), envFile, targetsFile(folders));
    }

    static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "promsh-line");
            thread.setDaemon(true);
            return thread;
        };
    }
}
