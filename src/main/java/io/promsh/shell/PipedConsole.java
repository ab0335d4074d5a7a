package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;

/** The console of a line whose output goes into a system command: no width, no colour, and nobody to ask. */
final class PipedConsole extends ForwardingConsole {
    private final PrintWriter out;

    PipedConsole(Console inner, PrintWriter out) {
        super(inner);
        this.out = out;
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public OptionalInt width() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalInt height() {
        return OptionalInt.empty();
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public void print(Line line) {
        out.println(line.text());
    }

    @Override
    public void page(List<Line> lines) {
        lines.forEach(this::print);
    }

    @Override
    public String ask(String question, String preset) {
        throw nobodyToAsk(question);
    }

    @Override
    public String askSecret(String question) {
        throw nobodyToAsk(question);
    }

    @Override
    public boolean confirm(String question) {
        return false;
    }

    @Override
    public Live live() {
        throw Failure.usage("what is redrawn in place cannot go into a pipe", "leave out the bar");
    }

    private static Failure nobodyToAsk(String question) {
        return Failure.of(
                FailureKind.REFUSED,
                "a line whose output goes into a pipe cannot ask: " + question.strip(),
                "run it without the bar");
    }
}
