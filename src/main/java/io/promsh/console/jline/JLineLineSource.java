package io.promsh.console.jline;

import io.promsh.console.EntryInsight;
import io.promsh.console.LineSource;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** Entries from a person at a terminal: editing, history, highlighting, completion, multi-line entry, paste. */
public final class JLineLineSource implements LineSource {
    private static final int HISTORY_ENTRIES = 10_000;
    /** Longer text is neither highlighted nor checked at each key. */
    private static final int MAX_HIGHLIGHTED = 10_000;

    private final Terminal terminal;
    private final EntryReader reader;
    private final SafeHistory history = new SafeHistory();
    private final EditorTheme theme;

    /**
     * Makes the editor on a terminal.
     *
     * @param historyFile where entries are kept across sessions; without one they last as long as this object
     * @param notice told once when the history cannot be kept
     */
    public JLineLineSource(
            Terminal terminal,
            ColourDepth depth,
            EntryInsight insight,
            Completing completing,
            Optional<Path> historyFile,
            Consumer<Line> notice) {
        this.terminal = terminal;
        theme = new EditorTheme(depth);
        EntryHighlighter highlighter = new EntryHighlighter(insight, theme);
        reader = new EntryReader(terminal, completing, highlighter, theme)
                // "!=" and "!~" are PromQL, not history.
                .with(Option.DISABLE_EVENT_EXPANSION, true)
                .with(Option.INSERT_TAB, false)
                .with(Option.HISTORY_IGNORE_DUPS, true)
                .with(Option.HISTORY_REDUCE_BLANKS, false)
                .with(Option.BRACKETED_PASTE, true);
        reader.setParser(new EntryParser(insight));
        reader.setHighlighter(highlighter);
        reader.setHistory(history);
        reader.setVariable(LineReader.HISTORY_SIZE, HISTORY_ENTRIES);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, HISTORY_ENTRIES);
        reader.setVariable(LineReader.FEATURES_MAX_BUFFER_SIZE, MAX_HIGHLIGHTED);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%P . ");
        // Half a second more of waiting for the rest of a sequence makes Esc feel broken.
        reader.setVariable(LineReader.AMBIGUOUS_BINDING, 200L);
        historyFile.ifPresent(file -> keepIn(file, notice));
        Terminals.beforeEnd(this::leaveModes);
    }

    /** At a SIGTERM no reading ends in order: what the editor switched on would stay on in the shell that called. */
    private void leaveModes() {
        if (!reader.isReading() || terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            return;
        }
        try {
            terminal.writer().println(LineReaderImpl.BRACKETED_PASTE_OFF);
            terminal.flush();
        } catch (IllegalStateException e) {
            // It is closed in order just now.
        }
    }

    private void keepIn(Path file, Consumer<Line> notice) {
        try {
            SafeHistory.prepare(file);
            reader.setVariable(LineReader.HISTORY_FILE, file);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            notice.accept(Line.of("the history is not kept: " + file + " cannot be written", Style.WARNING));
        }
    }

    @Override
    public Entry next(String prompt) {
        try {
            String text = reader.readLine(new AttributedString(prompt, theme.of(Style.HEADING)).toAnsi(terminal));
            return text == null ? Entry.END : Entry.line(text);
        } catch (UserInterruptException e) {
            return Entry.CANCELLED;
        } catch (EndOfFileException e) {
            return Entry.END;
        } catch (IOError | IllegalStateException e) {
            // The terminal has gone: its window was closed.
            return Entry.END;
        }
    }

    @Override
    public Interrupts watchInterrupts(Runnable onInterrupt) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> onInterrupt.run());
        return () -> terminal.handle(Terminal.Signal.INT, before);
    }

    /** Returns the entries of the history, oldest first. */
    public List<String> history() {
        return history.lines();
    }

    @Override
    public void close() {
        Terminals.beforeEnd(() -> {});
        try {
            history.save();
            terminal.close();
        } catch (IOException e) {
            // Nothing can be told any more, and nothing is lost but the last entries of the history.
        }
    }
}
