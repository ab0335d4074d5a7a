package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.console.OutputClosed;
import io.promsh.text.Line;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * The console of one line of the interactive shell. When the user gives the line up, the gate closes: whatever the line still
 * writes must not run over the next prompt, and ends it.
 */
final class GateConsole extends ForwardingConsole {
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean closed;

    GateConsole(Console inner) {
        super(inner);
        out = gated(inner.out());
        err = gated(inner.err());
    }

    void closeGate() {
        closed = true;
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public void print(Line line) {
        check();
        super.print(line);
    }

    @Override
    public void note(Line line) {
        check();
        super.note(line);
    }

    @Override
    public void page(List<Line> lines) {
        check();
        super.page(lines);
    }

    @Override
    public String ask(String question, String preset) {
        check();
        return super.ask(question, preset);
    }

    @Override
    public String askSecret(String question) {
        check();
        return super.askSecret(question);
    }

    @Override
    public boolean confirm(String question) {
        check();
        return super.confirm(question);
    }

    @Override
    public Live live() {
        check();
        return super.live();
    }

    private void check() {
        if (closed) {
            throw new OutputClosed();
        }
    }

    private PrintWriter gated(PrintWriter target) {
        return new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) {
                check();
                target.write(text, offset, length);
            }

            @Override
            public void flush() {
                check();
                target.flush();
            }

            @Override
            public void close() {
                // The terminal outlives every line.
            }
        });
    }
}
