package io.promsh.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stands in a folder of journals while another process is at work. */
public final class Undertaken {
    private Undertaken() {}

    /** Returns whether the folder is there and nothing in it is under way. */
    public static boolean isNothing(Path journals) {
        try {
            return entries(journals).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the phase that something has come to; empty where nothing is under way. */
    public static String phase(Path journals) {
        try {
            for (Path entry : entries(journals)) {
                for (String line : Files.readAllLines(entry)) {
                    if (line.startsWith("phase=")) {
                        return line.substring("phase=".length());
                    }
                }
            }
        } catch (IOException e) {
            // Not there yet, or replaced just now.
        }
        return "";
    }

    private static List<Path> entries(Path journals) throws IOException {
        try (Stream<Path> files = Files.list(journals)) {
            return files.filter(file -> file.toString().endsWith(".journal")).toList();
        }
    }
}
