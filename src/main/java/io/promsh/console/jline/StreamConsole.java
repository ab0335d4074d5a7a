package io.promsh.console.jline;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The console of {@code -c}, {@code -f} and pipes: plain streams, no terminal library. Only a question, or a live view, on a
 * terminal brings that library in.
 */
public final class StreamConsole implements Console {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final TerminalFacts facts;
    private final OutputStream outBytes;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Theme outTheme;
    private final Theme errTheme;
    private final Supplier<Console> asking;
    private final TerminalSize size;

    /**
     * Makes a console on two streams.
     *
     * @param asking makes the console that questions and live views go to; called at the first of them, and only when both
     *     standard input and error are a terminal
     */
    public StreamConsole(OutputStream out, OutputStream err, TerminalFacts facts, Supplier<Console> asking) {
        this.facts = facts;
        outBytes = new BufferedOutputStream(new PipeAwareOutput(out), BUFFER_BYTES);
        this.out = writer(outBytes, false);
        this.err = writer(new BufferedOutputStream(err), true);
        outTheme = new Theme(facts.outIsTerminal() ? facts.depth() : ColourDepth.NONE);
        errTheme = new Theme(facts.errIsTerminal() ? facts.depth() : ColourDepth.NONE);
        this.asking = asking;
        size = new TerminalSize(facts);
    }

    private static PrintWriter writer(OutputStream stream, boolean flushesLines) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), flushesLines);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public void write(byte[] lines, int length) {
        out.flush();
        try {
            outBytes.write(lines, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public OptionalInt width() {
        return facts.outIsTerminal() ? size.columns() : OptionalInt.empty();
    }

    @Override
    public OptionalInt height() {
        return facts.outIsTerminal() ? size.rows() : OptionalInt.empty();
    }

    @Override
    public boolean isInteractive() {
        return facts.inIsTerminal() && facts.errIsTerminal();
    }

    @Override
    public boolean isUnicode() {
        return facts.isUnicode();
    }

    @Override
    public void print(Line line) {
        out.println(outTheme.paint(line));
    }

    @Override
    public void note(Line line) {
        if (facts.outIsTerminal()) {
            // Both are seen on one screen: in the order in which they were said.
            out.flush();
        }
        err.println(errTheme.paint(line));
    }

    @Override
    public void page(List<Line> lines) {
        // A pager would hold up a script; the terminal's own scrolling is enough for one line's output.
        for (Line line : lines) {
            print(line);
        }
    }

    @Override
    public String ask(String question, String preset) {
        return asker(question).ask(question, preset);
    }

    @Override
    public String askSecret(String question) {
        return asker(question).askSecret(question);
    }

    @Override
    public boolean confirm(String question) {
        return isInteractive() && asker(question).confirm(question);
    }

    @Override
    public Live live() {
        if (!facts.outIsTerminal() || !facts.inIsTerminal()) {
            throw Failure.usage("this needs a terminal to draw on", "run it without redirection");
        }
        return asker("").live();
    }

    private Console asker(String question) {
        if (!isInteractive()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "there is no terminal to ask: " + question.strip(),
                    "give the answer as an option, or run it on a terminal");
        }
        out.flush();
        return asking.get();
    }
}
