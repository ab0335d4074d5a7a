package io.promsh.testing;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A console that remembers: {@link #tty(int)} for a terminal of so many columns, {@link #piped()} for a pipe. Answers are queued
 * with {@link #answer}; live frames and pages are kept; {@link #marked()} makes styles visible as {@code {number}1{/}}.
 */
public final class FakeConsole implements Console {
    private static final int ROWS = 24;

    private final StringWriter outText = new StringWriter();
    private final StringWriter errText = new StringWriter();
    private final PrintWriter out = new PrintWriter(outText, true);
    private final PrintWriter err = new PrintWriter(errText, true);
    private final OptionalInt width;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private final List<List<Line>> frames = new ArrayList<>();
    private final List<List<Line>> pages = new ArrayList<>();
    private int framesUntilKey = Integer.MAX_VALUE;
    private boolean marked;
    private boolean unicode = true;

    private FakeConsole(OptionalInt width) {
        this.width = width;
    }

    /** A terminal with a person at it. */
    public static FakeConsole tty(int columns) {
        return new FakeConsole(OptionalInt.of(columns));
    }

    /** Output into a pipe or file, nobody to ask. */
    public static FakeConsole piped() {
        return new FakeConsole(OptionalInt.empty());
    }

    /** Makes styles visible from now on. */
    public FakeConsole marked() {
        marked = true;
        return this;
    }

    /** A terminal that shows ASCII only. */
    public FakeConsole ascii() {
        unicode = false;
        return this;
    }

    /** Queues answers to the questions to come; {@code y} confirms. */
    public FakeConsole answer(String... more) {
        answers.addAll(List.of(more));
        return this;
    }

    /** Presses a key when so many live frames were shown. */
    public FakeConsole pressKeyAfterFrames(int count) {
        framesUntilKey = count;
        return this;
    }

    /** Returns what was written to the data stream. */
    public String outText() {
        out.flush();
        return outText.toString();
    }

    /** Returns what was written to the error stream. */
    public String errText() {
        err.flush();
        return errText.toString();
    }

    /** Returns the questions asked, in order. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    /** Returns the frames of live regions, in order. */
    public List<List<Line>> frames() {
        return List.copyOf(frames);
    }

    /** Returns what was paged, in order; it is part of {@link #outText()} as well. */
    public List<List<Line>> pages() {
        return List.copyOf(pages);
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
    public OptionalInt width() {
        return width;
    }

    @Override
    public OptionalInt height() {
        return width.isPresent() ? OptionalInt.of(ROWS) : OptionalInt.empty();
    }

    @Override
    public boolean isInteractive() {
        return width.isPresent();
    }

    @Override
    public boolean isUnicode() {
        return unicode;
    }

    @Override
    public void print(Line line) {
        out.println(shown(line));
    }

    @Override
    public void note(Line line) {
        err.println(shown(line));
    }

    @Override
    public void page(List<Line> lines) {
        pages.add(List.copyOf(lines));
        lines.forEach(this::print);
    }

    @Override
    public String ask(String question, String preset) {
        String answer = nextAnswer(question);
        return answer.isEmpty() ? preset : answer;
    }

    @Override
    public String askSecret(String question) {
        return nextAnswer(question);
    }

    @Override
    public boolean confirm(String question) {
        return isInteractive() && nextAnswer(question).equals("y");
    }

    @Override
    public Live live() {
        return new Live() {
            @Override
            public void show(List<Line> lines) {
                frames.add(List.copyOf(lines));
            }

            @Override
            public boolean keyWithin(long millis) {
                return frames.size() >= framesUntilKey;
            }

            @Override
            public void close() {
                // The frames stay.
            }
        };
    }

    private String nextAnswer(String question) {
        questions.add(question);
        String answer = isInteractive() ? answers.poll() : null;
        if (answer == null) {
            throw Failure.of(FailureKind.REFUSED, "nobody answers: " + question, "");
        }
        return answer;
    }

    private String shown(Line line) {
        if (!marked) {
            return line.text();
        }
        StringBuilder text = new StringBuilder();
        for (Span span : line.spans()) {
            boolean styled = span.style() != Style.PLAIN;
            text.append(styled ? "{" + span.style().name().toLowerCase(Locale.ROOT) + "}" : "")
                    .append(span.text())
                    .append(styled ? "{/}" : "");
        }
        return text.toString();
    }
}
