package io.promsh.console.jline;

import io.promsh.console.Console;
import io.promsh.console.Handover;
import io.promsh.failure.Failure;
import io.promsh.text.Line;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The console of a person at a terminal. The terminal is opened when it is first needed. */
public final class JLineConsole implements Console, Handover {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;

    private final Supplier<Terminal> opening;
    private final Optional<PrintWriter> errElsewhere;
    private final Theme theme;
    private final ColourDepth depth;
    private final boolean unicode;
    private final Pager pager;
    private @Nullable Terminal terminal;
    private @Nullable PrintWriter out;
    private @Nullable PrintWriter err;

    /**
     * Makes a console on a terminal.
     *
     * @param errElsewhere where the error stream goes when it is not the terminal
     */
    public JLineConsole(
            Supplier<Terminal> opening, TerminalFacts facts, Optional<PrintWriter> errElsewhere, Pager pager) {
        this.opening = opening;
        this.errElsewhere = errElsewhere;
        depth = facts.depth();
        theme = new Theme(depth);
        unicode = facts.isUnicode();
        this.pager = pager;
    }

    /** Returns the terminal, opened now if it was not. */
    public synchronized Terminal terminal() {
        if (terminal == null) {
            terminal = opening.get();
        }
        return terminal;
    }

    @Override
    public synchronized PrintWriter out() {
        if (out == null) {
            out = new PrintWriter(new BufferedWriter(terminal().writer()), false);
        }
        return out;
    }

    @Override
    public synchronized PrintWriter err() {
        if (err == null) {
            err = errElsewhere.orElseGet(() -> new PrintWriter(terminal().writer(), true));
        }
        return err;
    }

    @Override
    public OptionalInt width() {
        int columns = terminal().getWidth();
        return OptionalInt.of(columns > 0 ? columns : DEFAULT_COLUMNS);
    }

    @Override
    public OptionalInt height() {
        int rows = terminal().getHeight();
        return OptionalInt.of(rows > 0 ? rows : DEFAULT_ROWS);
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public boolean isUnicode() {
        return unicode;
    }

    @Override
    public void print(Line line) {
        out().println(theme.paint(line));
    }

    @Override
    public void note(Line line) {
        out().flush();
        if (errElsewhere.isPresent()) {
            err().println(line.text());
            err().flush();
            return;
        }
        err().println(theme.paint(line));
    }

    @Override
    public void page(List<Line> lines) {
        out().flush();
        int columns = width().orElse(DEFAULT_COLUMNS);
        int rows = 0;
        for (Line line : lines) {
            rows += Math.max(1, (line.width() + columns - 1) / columns);
        }
        boolean fits = rows < height().orElse(DEFAULT_ROWS);
        if (fits || isDumb()) {
            lines.forEach(this::print);
            return;
        }
        pager.show(lines, theme, this);
    }

    private boolean isDumb() {
        return terminal().getType().startsWith(Terminal.TYPE_DUMB);
    }

    @Override
    public String ask(String question, String preset) {
        String shown = preset.isEmpty() ? question : question.stripTrailing() + " [" + preset + "] ";
        String answer = read(shown, null).strip();
        return answer.isEmpty() ? preset : answer;
    }

    @Override
    public String askSecret(String question) {
        return read(question, '*').strip();
    }

    @Override
    public boolean confirm(String question) {
        String answer = read(question.stripTrailing() + " [y/N] ", null).strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /** Reads with an editor of its own, so that no answer is remembered anywhere. */
    private String read(String question, @Nullable Character mask) {
        out().flush();
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal())
                .appName("promsh")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        String prompt = question.endsWith(" ") ? question : question + " ";
        try {
            String answer = mask == null ? reader.readLine(prompt) : reader.readLine(prompt, mask);
            return answer == null ? "" : answer;
        } catch (UserInterruptException | EndOfFileException e) {
            throw Failure.interrupted();
        }
    }

    @Override
    public Live live() {
        out().flush();
        return new LiveRegion(terminal(), new EditorTheme(depth));
    }

    @Override
    public void lendDuring(Runnable task) {
        out().flush();
        Terminal lent = terminal();
        org.jline.terminal.Attributes attributes = lent.getAttributes();
        try {
            task.run();
        } finally {
            // A program that was killed leaves the terminal as it liked it.
            lent.setAttributes(attributes);
        }
    }

    /** Gives the terminal back if it was opened. */
    public synchronized void close() {
        if (terminal == null) {
            return;
        }
        try {
            terminal.close();
        } catch (java.io.IOException e) {
            // It has gone already.
        }
    }
}
