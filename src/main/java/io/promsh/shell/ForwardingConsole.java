package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.text.Line;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;

/** A console that hands everything on; its descendants change single answers. */
class ForwardingConsole implements Console {
    private final Console inner;

    ForwardingConsole(Console inner) {
        this.inner = inner;
    }

    @Override
    public PrintWriter out() {
        return inner.out();
    }

    @Override
    public PrintWriter err() {
        return inner.err();
    }

    @Override
    public OptionalInt width() {
        return inner.width();
    }

    @Override
    public OptionalInt height() {
        return inner.height();
    }

    @Override
    public boolean isInteractive() {
        return inner.isInteractive();
    }

    @Override
    public boolean isUnicode() {
        return inner.isUnicode();
    }

    @Override
    public void print(Line line) {
        inner.print(line);
    }

    @Override
    public void note(Line line) {
        inner.note(line);
    }

    @Override
    public void page(List<Line> lines) {
        inner.page(lines);
    }

    @Override
    public String ask(String question, String preset) {
        return inner.ask(question, preset);
    }

    @Override
    public String askSecret(String question) {
        return inner.askSecret(question);
    }

    @Override
    public boolean confirm(String question) {
        return inner.confirm(question);
    }

    @Override
    public Live live() {
        return inner.live();
    }
}
