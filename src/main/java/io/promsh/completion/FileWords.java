package io.promsh.completion;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files as candidates; folders end with a slash so that one types on. */
final class FileWords {
    /** Entries of a folder looked at; a folder with more is not for completion. */
    private static final int MOST_ENTRIES = 5_000;

    private final Path folder;

    FileWords(Path folder) {
        this.folder = folder;
    }

    Completion complete(String line, int from, int at) {
        boolean quoted = from < at && LineText.isQuote(line.charAt(from));
        String typed = line.substring(quoted ? from + 1 : from, at);
        int slash = typed.lastIndexOf('/');
        String parent = typed.substring(0, slash + 1);
        CandidatePool pool = new CandidatePool(typed.substring(slash + 1));
        pool.addWords(entries(parent, pool.typed().startsWith(".")), name -> file(parent, name, quoted, line, from));
        return pool.completion(from, LineText.wordEnd(line, from));
    }

    private static Candidate file(String parent, String name, boolean quoted, String line, int from) {
        String path = parent + name;
        boolean needsQuotes =
                quoted || path.chars().anyMatch(c -> Character.isWhitespace(c) || "\"'`\\#|".indexOf(c) >= 0);
        char quote = quoted ? line.charAt(from) : '"';
        String open = quote + QuotedText.escape(path, quote);
        boolean isFolder = name.endsWith("/");
        String suffix = isFolder ? "" : needsQuotes ? quote + " " : " ";
        return new Candidate(needsQuotes ? open : path, QuotedText.shown(name), "", CandidateKind.FILE, suffix, 0);
    }

    private List<String> entries(String parent, boolean hidden) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(parent))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (names.size() < MOST_ENTRIES && (hidden || !name.startsWith("."))) {
                    names.add(Files.isDirectory(entry) ? name + "/" : name);
                }
            }
        } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
            // A folder that is not there or may not be read has nothing to offer.
            return List.of();
        }
        Collections.sort(names);
        return names;
    }
}
