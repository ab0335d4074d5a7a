package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Command;
import io.promsh.config.Setting;
import io.promsh.console.Handover;
import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import io.promsh.testing.FakeCommand;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final FakeSession session = new FakeSession();
    private final FakeConsole console = FakeConsole.tty(80);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void runsPlainPromqlAsAQuery() {
        assertEquals(Outcome.DONE, run("up{a='b'}", FakeCommand.promql("query")));
        assertEquals("query(up{a='b'})\n", console.outText());
        assertEquals("", console.errText());
    }

    @Test
    void tellsAFailureWithItsPlaceAndWhatToTypeNext() {
        Failure failure = Failure.denied("the token is no good\u0007", "type: connect prod")
                .withDetail(List.of("up{", "   ^"));
        Outcome outcome = run("query up", failing(failure));
        assertEquals(6, outcome.exitCode());
        assertEquals("", console.outText());
        assertEquals("promsh: the token is no good\\x07\n  up{\n     ^\n  type: connect prod\n", console.errText());
    }

    @Test
    void namesTheFileAndLineOfABatch() {
        dispatcher(failing(Failure.usage("no", ""))).run("query up", "a.psh:7", console);
        assertEquals("promsh: a.psh:7: no\n", console.errText());
    }

    @Test
    void saysInOneLineWhatToReportOfABug() {
        Outcome outcome = run("up", FakeCommand.promql("query").doing((a, c) -> {
            throw new IllegalStateException("oops");
        }));
        assertEquals(1, outcome.exitCode());
        List<String> lines = console.errText().lines().toList();
        assertTrue(
                lines.get(0).startsWith("promsh: this is a bug of promsh: IllegalStateException: oops (io.promsh."),
                lines.get(0));
        assertEquals("  please report this line; with PROMSH_DEBUG=1 the full stack is shown", lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void showsTheStackOnlyWhenDebugging() {
        Command bug = FakeCommand.promql("query").doing((a, c) -> {
            throw new IllegalStateException("oops");
        });
        new Dispatcher(
                        parser(bug),
                        session,
                        pipes(),
                        new Surroundings(CLOCK, () -> ZoneOffset.UTC, true, () -> {}, Map::of),
                        LineRunner.DIRECT)
                .run("up", "", console);
        assertTrue(console.errText().contains("\tat io.promsh.shell.DispatcherTest"), console.errText());
    }

    @Test
    void evenADeepRecursionEndsTheLineOnly() {
        Outcome outcome = run("up", FakeCommand.promql("query").doing((a, c) -> {
            throw new StackOverflowError();
        }));
        assertEquals(1, outcome.exitCode());
    }

    @Test
    void aReaderThatHasGoneIsNoFailure() {
        Outcome outcome = run("up", FakeCommand.promql("query").doing((a, c) -> {
            throw new OutputClosed();
        }));
        assertEquals(Outcome.CLOSED, outcome);
        assertEquals("", console.errText());
    }

    @Test
    void aReadOnlySessionRefusesWhatChangesThings() {
        session.change(session.settings().with(Setting.READ_ONLY, "on"));
        Outcome outcome = run("backup x", FakeCommand.changing("backup"));
        assertEquals(5, outcome.exitCode());
        assertEquals("", console.outText());
        assertEquals(
                "promsh: 'backup' changes things, and this session is read-only\n  leave that with: set read-only off\n",
                console.errText());
        assertEquals(
                5,
                run("backup --read-only=off x", FakeCommand.changing("backup")).exitCode());
    }

    @Test
    void readOnlyAsAnOptionHoldsForTheLine() {
        assertEquals(
                5, run("backup --read-only x", FakeCommand.changing("backup")).exitCode());
        assertEquals(0, run("backup x", FakeCommand.changing("backup")).exitCode());
    }

    @Test
    void whateverFailsAfterAnInterruptWasInterrupted() {
        Dispatcher[] made = new Dispatcher[1];
        made[0] = dispatcher(FakeCommand.promql("query").doing((a, c) -> {
            made[0].interrupt();
            throw Failure.unreachable("the connection broke", "");
        }));
        Outcome outcome = made[0].run("up", "", console);
        assertEquals(130, outcome.exitCode());
        assertEquals("interrupted\n", console.errText());
    }

    @Test
    void anInterruptedLineSaysHowItGoesOn() {
        Dispatcher[] made = new Dispatcher[1];
        made[0] = dispatcher(FakeCommand.promql("query").doing((a, c) -> {
            made[0].interrupt();
            throw Failure.interrupted().withHint("the same line again goes on");
        }));
        assertEquals(130, made[0].run("up", "", console).exitCode());
        assertEquals("interrupted\n  the same line again goes on\n", console.errText());
    }

    @Test
    void timingSaysWhereTimeWent() {
        Surroundings surroundings = new Surroundings(
                CLOCK, () -> ZoneOffset.UTC, false, () -> {}, () -> Map.of("start", Duration.ofMillis(123)));
        new Dispatcher(parser(FakeCommand.promql("query")), session, pipes(), surroundings, LineRunner.DIRECT)
                .run("query --timing up", "", console);
        assertTrue(
                console.errText().matches("timing {2}start 123\\.0 ms {2}parse \\d+\\.\\d ms {2}run \\d+\\.\\d ms\n"),
                console.errText());
    }

    @Test
    void colourAndNotesCanBeTurnedOffForALine() {
        Command styled = FakeCommand.promql("query").doing((a, c) -> {
            c.console().print(Line.of("x", Style.BAD));
            c.console().note(Line.of("n", Style.DIM));
        });
        console.marked();
        run("query up", styled);
        run("query --no-color --quiet up", styled);
        assertEquals("{bad}x{/}\nx\n", console.outText());
        assertEquals("{dim}n{/}\n", console.errText());
    }

    @Test
    void commandsKnowTheTimeOfTheLine() {
        run(
                "query --last 2h up",
                FakeCommand.promql("query")
                        .doing((a, c) -> c.console().out().println(c.window().start())));
        assertEquals("2026-11-23T10:00:00Z\n", console.outText());
    }

    @Test
    void theOutputOfALineGoesIntoASystemCommand() throws Exception {
        Outcome outcome = run("up | tr a-z A-Z; echo end", FakeCommand.promql("query"));
        assertEquals(Outcome.DONE, outcome);
        assertEquals("QUERY(UP)\nend\n", Files.readString(folder.resolve("piped")));
        assertEquals("", console.outText());
    }

    @Test
    void pipedOutputHasNeitherWidthNorColour() throws Exception {
        run("up | cat", FakeCommand.promql("query").doing((a, c) -> {
            c.console().print(Line.of("red", Style.BAD));
            c.console().out().println(c.console().width() + " " + c.console().isInteractive());
        }));
        assertEquals("red\nOptionalInt.empty false\n", Files.readString(folder.resolve("piped")));
    }

    @Test
    void aCommandThatStopsReadingIsNormal() throws Exception {
        Outcome outcome = run("up | head -1", FakeCommand.promql("query").doing((a, c) -> {
            for (int i = 0; i < 1_000_000; i++) {
                c.console().out().println("line " + i);
            }
        }));
        assertEquals(Outcome.DONE, outcome);
        assertEquals("line 0\n", Files.readString(folder.resolve("piped")));
        assertEquals("", console.errText());
    }

    @Test
    void aStatusOtherThanZeroIsTold() {
        Outcome outcome = run("up | grep -q nothing", FakeCommand.promql("query"));
        assertEquals(1, outcome.exitCode());
        assertEquals("promsh: 'grep -q nothing' ended with status 1\n", console.errText());
    }

    @Test
    void aLineThatFailsBeforeItsOutputStartsNoSystemCommand() {
        Path witness = folder.resolve("witness");
        Outcome outcome = run("up | touch " + witness, failing(Failure.unreachable("no route", "")));
        assertEquals(4, outcome.exitCode());
        assertFalse(Files.exists(witness));
    }

    @Test
    void aLineWithoutOutputStillRunsTheSystemCommand() throws Exception {
        run("up | wc -c", FakeCommand.promql("query").doing((a, c) -> {}));
        assertEquals("0", Files.readString(folder.resolve("piped")).strip());
    }

    private static Command failing(Failure failure) {
        return FakeCommand.promql("query").doing((a, c) -> {
            throw failure;
        });
    }

    private Outcome run(String line, Command command) {
        return dispatcher(command).run(line, "", console);
    }

    private Dispatcher dispatcher(Command command) {
        return new Dispatcher(
                parser(command), session, pipes(), Surroundings.of(CLOCK, ZoneOffset.UTC), LineRunner.DIRECT);
    }

    private static LineParser parser(Command command) {
        return new LineParser(new CommandRegistry(List.of(command)));
    }

    private SystemPipe pipes() {
        return new SystemPipe(
                Handover.NONE, Thread::new, Redirect.to(folder.resolve("piped").toFile()), Redirect.INHERIT);
    }
}
