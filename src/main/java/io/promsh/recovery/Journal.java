package io.promsh.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that a recovery leaves behind, one JSON object each, on the disk before the next thing is done. A line that was torn by a
 * crash was not written: what it would have said is done again.
 */
final class Journal {
    /** What was said of a thing before this no longer counts. */
    static final String FORGOTTEN = "forgotten";

    private final Path file;
    private final Clock clock;
    private final List<JsonNode> entries = new ArrayList<>();

    private Journal(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens the journal in a recovery's folder, which exists; reads what it has. */
    static Journal open(Path folder, Clock clock) {
        Journal journal = new Journal(folder.resolve("journal.jsonl"), clock);
        try {
            if (Files.exists(journal.file)) {
                journal.read();
            }
        } catch (IOException e) {
            throw journal.failed(e);
        }
        return journal;
    }

    private void read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int whole = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                try {
                    entries.add(Json.MAPPER.readTree(bytes, whole, i - whole));
                } catch (JsonProcessingException torn) {
                    break;
                }
                whole = i + 1;
            }
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
    }

    private Failure failed(IOException e) {
        return Failure.failed("the journal " + file + " cannot be kept: " + e.getMessage(), "check the disk")
                .withCause(e);
    }

    /** Adds a line and waits until it is on the disk. */
    void add(String what, String event, ObjectNode facts) {
        ObjectNode entry = Json.object();
        entry.put("at", clock.instant().toString()).put("what", what).put("event", event);
        entry.set("facts", facts);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap((Json.MAPPER.writeValueAsString(entry) + "\n").getBytes(UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
        entries.add(entry);
    }

    /** Returns all lines, oldest first. */
    List<JsonNode> entries() {
        return List.copyOf(entries);
    }

    /** Returns what the last such line says, or empty when there is none or it was forgotten. */
    Optional<JsonNode> last(String what, String event) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            JsonNode entry = entries.get(i);
            boolean isSame = entry.path("what").asText().equals(what);
            if (isSame && entry.path("event").asText().equals(FORGOTTEN)) {
                return Optional.empty();
            }
            if (isSame && entry.path("event").asText().equals(event)) {
                return Optional.of(entry.path("facts"));
            }
        }
        return Optional.empty();
    }
}
