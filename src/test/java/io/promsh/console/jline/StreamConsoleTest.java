package io.promsh.console.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeConsole;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StreamConsoleTest {
    private static final Map<String, String> COLOUR =
            Map.of("TERM", "xterm", "LANG", "C.UTF-8", "COLUMNS", "77", "LINES", "30");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void colourGoesOnlyWhereATerminalIs() {
        StreamConsole console = console(false, true);
        console.print(Line.of("\u00fc", Style.BAD));
        console.note(Line.of("n", Style.BAD));
        console.out().flush();
        assertEquals("\u00fc\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("\u001b[1;31mn\u001b[0m\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(OptionalInt.empty(), console.width());
    }

    @Test
    void onATerminalItKnowsTheSizeAndKeepsTheOrder() {
        StreamConsole console = console(true, true);
        assertEquals(OptionalInt.of(77), console.width());
        assertEquals(OptionalInt.of(30), console.height());
        console.print(Line.plain("first"));
        console.note(Line.plain("second"));
        assertEquals("first\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aReaderThatHasGoneIsNoticedAndAFullDiskIsAFailure() {
        assertThrows(OutputClosed.class, () -> writeMuch("Broken pipe"));
        Failure failure = assertThrows(Failure.class, () -> writeMuch("No space left on device"));
        assertEquals("the output cannot be written: No space left on device", failure.message());
    }

    @Test
    void whatCannotBeWrittenIsToldOnce() {
        Failure failure = assertThrows(Failure.class, () -> writeMuch("No space left on device"));
        assertEquals(FailureKind.FAILED, failure.kind());
        StreamConsole console = console(new Breaking("No space left on device"));
        assertThrows(Failure.class, () -> console.out().println("x".repeat(100_000)));
        console.out().flush();
    }

    private void writeMuch(String error) {
        StreamConsole console = console(new Breaking(error));
        console.out().println("x".repeat(100_000));
        console.out().flush();
    }

    private StreamConsole console(OutputStream broken) {
        return new StreamConsole(broken, err, TerminalFacts.of(COLOUR, false, false, false), FakeConsole::piped);
    }

    /** Fails at each write. */
    private static final class Breaking extends OutputStream {
        private final String error;

        Breaking(String error) {
            this.error = error;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(error);
        }
    }

    @Test
    void pipedInputNeverAnswersAConfirmation() {
        StreamConsole console = new StreamConsole(
                out,
                err,
                TerminalFacts.of(COLOUR, false, true, true),
                () -> FakeConsole.tty(80).answer("y"));
        assertFalse(console.confirm("sure?"));
        Failure failure = assertThrows(Failure.class, () -> console.askSecret("token: "));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertThrows(Failure.class, console::live);
    }

    @Test
    void questionsOnATerminalAreAskedByTheOtherConsole() {
        FakeConsole asking = FakeConsole.tty(80).answer("secret");
        StreamConsole console = new StreamConsole(out, err, TerminalFacts.of(COLOUR, true, true, true), () -> asking);
        assertEquals("secret", console.askSecret("token: "));
    }

    private StreamConsole console(boolean outIsTerminal, boolean errIsTerminal) {
        return new StreamConsole(
                out, err, TerminalFacts.of(COLOUR, true, outIsTerminal, errIsTerminal), FakeConsole::piped);
    }
}
