package io.promsh.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenFoldersTest {
    @Test
    void everyGoldenFolderBelongsToATestClass() throws IOException {
        Set<String> orphans = new TreeSet<>();
        try (Stream<Path> folders = Files.list(Path.of("src", "test", "resources", "golden"))) {
            folders.forEach(folder -> orphans.add(folder.getFileName().toString()));
        }
        try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
            sources.forEach(
                    source -> orphans.remove(source.getFileName().toString().replace(".java", "")));
        }
        assertEquals(Set.of(), orphans);
    }
}
