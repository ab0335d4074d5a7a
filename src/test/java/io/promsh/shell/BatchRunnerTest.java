package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Command;
import io.promsh.config.Setting;
import io.promsh.console.Handover;
import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeCommand;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunnerTest {
    private final FakeSession session = new FakeSession();
    private final FakeConsole console = FakeConsole.piped();
    private final LineParser parser = new LineParser(new CommandRegistry(List.of(
            FakeCommand.promql("query"),
            FakeCommand.words("metrics", "[PATTERN]"),
            FakeCommand.words("leave", "").doing((a, c) -> c.session().leave()),
            (Command) FakeCommand.words("gone", "").doing((a, c) -> {
                throw new OutputClosed();
            }),
            FakeCommand.words("fail", "KIND").doing((a, c) -> {
                throw Failure.of(FailureKind.valueOf(a.raw()), "as asked", "");
            }))));
    private final Entries entries = new Entries(parser, BatchRunnerTest::isIncomplete);
    private final BatchRunner runner = new BatchRunner(
            new Dispatcher(
                    parser,
                    session,
                    new SystemPipe(Handover.NONE, Thread::new),
                    Surroundings.of(Clock.systemUTC(), ZoneOffset.UTC),
                    LineRunner.DIRECT),
            entries,
            session,
            session::hasLeft,
            console);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Enough of the language for these tests: an open parenthesis or a trailing plus. */
    private static boolean isIncomplete(String text) {
        return text.chars().filter(c -> c == '(').count()
                        > text.chars().filter(c -> c == ')').count()
                || text.strip().endsWith("+");
    }

    @Test
    void runsLinesAndLeavesOutCommentsAndBlanks() {
        assertEquals(0, run("# a comment\n\nup\n   \n  # another\nmetrics foo\n"));
        assertEquals("query(up)\nmetrics(foo)\n", console.outText());
        assertEquals("", console.errText());
    }

    @Test
    void aLineGoesOnWhileItIsOpen() {
        assertEquals(0, run("sum(\n\n  # why\n  up\n)\nup +\n  1\nmetrics a+\nmetrics 'b\nc'\n"));
        assertEquals(
                "query(sum(\n\n  # why\n  up\n))\nquery(up +\n  1)\nmetrics(a+)\nmetrics('b\nc')\n", console.outText());
    }

    @Test
    void theLastLineNeedsNoEndAndLinesMayEndAsOnWindows() {
        assertEquals(0, run("\ufeffup\r\nsum(\r\nup)\r\ndown"));
        assertEquals("query(up)\nquery(sum(\nup))\nquery(down)\n", console.outText());
    }

    @Test
    void stopsAtTheFirstFailureAndNamesItsPlace() {
        assertEquals(6, run("up\n\nfail DENIED\nup\n"));
        assertEquals("query(up)\n", console.outText());
        assertEquals("promsh: test.psh:3: as asked\n", console.errText());
    }

    @Test
    void keepsGoingWhenAskedAndStillFails() {
        session.change(session.settings().with(Setting.KEEP_GOING, "on"));
        assertEquals(4, run("fail UNREACHABLE\nup\nfail USAGE\ndown\n"));
        assertEquals("query(up)\nquery(down)\n", console.outText());
        assertEquals("promsh: test.psh:1: as asked\npromsh: test.psh:3: as asked\n", console.errText());
    }

    @Test
    void anInterruptStopsEvenThatWhichKeepsGoing() {
        session.change(session.settings().with(Setting.KEEP_GOING, "on"));
        assertEquals(130, run("fail INTERRUPTED\nup\n"));
        assertEquals("", console.outText());
    }

    @Test
    void anEntryThatIsNeverClosedNamesTheLineWhereItBegins() {
        assertEquals(2, run("up\n\nsum(\n up\n"));
        assertEquals("query(up)\n", console.outText());
        assertEquals("""
                promsh: test.psh:3: the line that begins here is not complete
                  a bracket or quote is open, or an operator ends it
                """, console.errText());
    }

    @Test
    void aByteThatIsNoUtf8IsRefusedWithItsLine() {
        assertEquals(2, runner.run("x.psh", new ByteArrayInputStream(new byte[] {'u', 'p', '\n', (byte) 0xe9, '\n'})));
        assertEquals("query(up)\n", console.outText());
        assertEquals("promsh: x.psh:2: the line is not UTF-8\n  convert the file to UTF-8\n", console.errText());
    }

    @Test
    void exitLeavesAndAClosedPipeStopsQuietly() {
        assertEquals(0, run("gone\nup\n"));
        assertEquals("", console.outText());
        assertEquals(0, run("leave\nup\n"));
        assertEquals("", console.outText());
        assertEquals("", console.errText());
    }

    @Test
    void linesOfTheCommandLineRunInOrder() {
        assertEquals(2, runner.runLines(List.of("up", "fail USAGE", "down")));
        assertEquals("query(up)\n", console.outText());
        assertEquals("promsh: as asked\n", console.errText());
    }

    @Test
    void readsFilesAndNamesThoseItCannot() throws Exception {
        Path file = Files.writeString(folder.resolve("a.psh"), "fail USAGE\n");
        assertEquals(2, runner.runFile(file));
        assertEquals(2, runner.runFile(folder.resolve("none")));
        assertEquals(2, runner.runFile(folder));
        assertEquals(
                "promsh: " + file + ":1: as asked\npromsh: there is no file " + folder.resolve("none") + "\npromsh: "
                        + folder + " is a folder, not a script\n",
                console.errText());
    }

    @Test
    void pastedLinesAreEntriesOfTheirOwn() {
        assertEquals(List.of("up", "metrics x", "sum(\nup)"), entries.split("up\n\nmetrics x\r\nsum(\nup)\n"));
        assertEquals(List.of("sum(up)\n+\nsum(down)", "up"), entries.split("sum(up)\n+\nsum(down)\nup"));
        assertEquals(List.of("up"), entries.split("# a note\nup"));
        assertTrue(entries.split("\n# nothing\n").isEmpty());
    }

    private int run(String text) {
        return runner.run("test.psh", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
