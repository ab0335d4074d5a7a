package io.promsh.completion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Completes a line of the shell at a cursor, from what is known at this moment: it never waits for the target. A line is a
 * command, or an expression from its first letter on.
 */
public final class LineCompleter {
    private final LineWords words;
    private final Supplier<Optional<Catalog>> catalog;
    private final Path folder;

    /**
     * Makes a completer.
     *
     * @param catalog the catalog of the target in use; asked at every completion, so it must be quick
     * @param folder what relative file names start from
     */
    public LineCompleter(LineWords words, Supplier<Optional<Catalog>> catalog, Path folder) {
        this.words = words;
        this.catalog = catalog;
        this.folder = folder;
    }

    /** Returns what can be put at {@code cursor}, a UTF-16 offset in {@code line}; a line may hold line feeds. */
    public Completion complete(String line, int cursor) {
        int at = Math.max(0, Math.min(cursor, line.length()));
        int begin = LineText.skipBlanksAndComments(line, 0);
        if (at < begin) {
            return Completion.none(at);
        }
        int bar = LineText.bar(line, begin);
        if (at > bar) {
            return systemCommand(line, bar, at);
        }
        List<CommandWords> longer = LineText.continuing(line.substring(begin, at), words.commands());
        if (!longer.isEmpty()) {
            return continued(longer, line.substring(0, bar), begin, at);
        }
        ArgumentCompleter arguments = new ArgumentCompleter(words, catalog.get(), folder);
        Optional<LineText.Found> found = LineText.command(line, begin, at, words.commands());
        if (found.isPresent()) {
            return arguments.complete(line.substring(0, bar), at, found.get());
        }
        return firstWord(line.substring(0, bar), begin, at);
    }

    /** Behind a bar stands a command of the system; its arguments may be files. */
    private Completion systemCommand(String line, int bar, int at) {
        int from = LineText.wordStart(line, bar + 1, at);
        boolean first = line.substring(bar + 1, from).isBlank();
        return first ? Completion.none(at) : new FileWords(folder).complete(line, from, at);
    }

    private Completion firstWord(String line, int begin, int at) {
        String head = line.substring(begin, at);
        boolean alone = head.chars().noneMatch(Character::isWhitespace);
        return new ExpressionCompleter(catalog.get())
                .fill(line.substring(begin), at - begin, typed -> {
                    CandidatePool pool = new CandidatePool(typed);
                    if (alone && typed.equals(head)) {
                        CommandNames.add(words.commands(), line, LineText.wordEnd(line, at), pool);
                    }
                    return pool;
                })
                .completion(begin);
    }

    /** Completes a command of several words of which the first stand there; they are replaced together. */
    private static Completion continued(List<CommandWords> commands, String line, int begin, int at) {
        int end = LineText.wordEnd(line, at);
        CandidatePool pool = new CandidatePool("");
        CommandNames.add(commands, line, end, pool);
        return pool.completion(begin, end);
    }
}
