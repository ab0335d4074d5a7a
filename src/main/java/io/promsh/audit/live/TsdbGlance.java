package io.promsh.audit.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a folder of a Prometheus tells at a glance: its size, where its blocks begin, when its log was last written. No sample is
 * read: {@code rescue list} does that.
 */
public record TsdbGlance(Optional<Instant> start, Optional<Instant> end, long bytes) {
    private static final Pattern MIN_TIME = Pattern.compile("\"minTime\"\\s*:\\s*([0-9]{1,15})");

    /** Looks at a folder of this machine; empty when it cannot be read. */
    public static Optional<TsdbGlance> at(Path folder) {
        try (Stream<Path> walk = Files.walk(folder, 4)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            long bytes = 0;
            Optional<Instant> start = Optional.empty();
            Optional<Instant> end = Optional.empty();
            for (Path file : files) {
                bytes += Files.size(file);
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                end = end.filter(one -> one.isAfter(changed)).or(() -> Optional.of(changed));
                if (file.endsWith("meta.json")) {
                    Matcher matcher = MIN_TIME.matcher(Files.readString(file));
                    Optional<Instant> min = matcher.find()
                            ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
                            : Optional.empty();
                    start = start.filter(one -> min.isEmpty() || one.isBefore(min.get()))
                            .or(() -> min);
                }
            }
            return Optional.of(new TsdbGlance(start, end, bytes));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
