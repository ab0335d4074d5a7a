package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be imported.
 *
 * @param undatedMillis the time of samples that have none
 * @param now dates the blocks' names and decides what is recent
 */
public record ImportPlan(List<Source> sources, ImportWindow window, OptionalLong undatedMillis, Instant now) {
    public ImportPlan {
        sources = List.copyOf(sources);
    }

    /** Returns the size of everything, as it lies on disk. */
    public long sizeBytes() {
        return sources.stream().mapToLong(Source::sizeBytes).sum();
    }

    /** Returns a name for exactly this import: the same files, unchanged since, and the same window. Twelve letters and digits. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Source source : sources) {
                Path path = source.path().toAbsolutePath().normalize();
                String line = path + "\0" + source.kind() + "\0" + source.sizeBytes() + "\0"
                        + Files.getLastModifiedTime(path).toMillis() + "\n";
                digest.update(line.getBytes(UTF_8));
            }
            digest.update((window + " " + undatedMillis).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        } catch (IOException e) {
            throw Failure.failed("cannot look at the files to import: " + e.getMessage(), "do they still exist?")
                    .withCause(e);
        }
    }
}
