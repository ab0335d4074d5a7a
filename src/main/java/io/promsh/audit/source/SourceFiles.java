package io.promsh.audit.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads files that others wrote: bounded in size, and never a failure but a document that says what is wrong. */
public final class SourceFiles {
    /** A larger file is not read: 8 MB; a dashboard of a thousand panels has two. */
    static final long MOST_BYTES = 8L << 20;

    private SourceFiles() {}

    /** Reads YAML, or JSON where the name ends in {@code .json}. */
    public static Document read(Path file) {
        String text;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device could be read for ever.
                return Document.unreadable(Place.line(file, 1), "it is no regular file");
            }
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                return Document.unreadable(Place.line(file, 1), "the file is larger than 8 MB");
            }
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Document.unreadable(Place.line(file, 1), "the file does not exist");
        } catch (CharacterCodingException e) {
            return Document.unreadable(Place.line(file, 1), "the file is not UTF-8 text");
        } catch (IOException e) {
            return Document.unreadable(Place.line(file, 1), "the file cannot be read");
        }
        return parse(file, text);
    }

    /** Reads the text of a file of that name. */
    public static Document parse(Path file, String text) {
        boolean isJson = file.toString().endsWith(".json");
        return isJson ? new JsonTree(file).read(text) : new YamlTree(file).read(text);
    }

    /** Returns the lines of a text file; none when it is too large, absent or no text. */
    public static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
