package io.promsh.volume.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the round before said, on disk, so that a run from a timer tells changes too. One file for each engine. */
public final class Memory {
    private final Path file;

    /** A memory in {@code folder}, which is made when first written to. */
    public Memory(Path folder, String engine) {
        file = folder.resolve(engine.replaceAll("[^A-Za-z0-9]+", "-") + ".properties");
    }

    /** Returns the words by key; none before the first round. */
    public Map<String, String> read() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file, UTF_8)));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed("the watchdog's memory cannot be read: " + e.getMessage(), "delete " + file)
                    .withCause(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }

    /** Keeps the words. */
    public void write(Map<String, String> words) {
        Properties properties = new Properties();
        properties.putAll(words);
        try {
            Files.createDirectories(file.getParent());
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text.toString(), UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed("the watchdog cannot remember: " + e.getMessage(), "give rights to " + file)
                    .withCause(e);
        }
    }
}
