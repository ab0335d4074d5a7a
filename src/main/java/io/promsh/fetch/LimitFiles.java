package io.promsh.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.target.RawMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what was learnt of targets in a folder, a small text file each: {@code key value} lines. What cannot be read is forgotten. */
public final class LimitFiles implements LimitStore {
    private static final int NAME_CHARS = 16;
    private static final Duration KEPT = Duration.ofDays(7);

    private final Path folder;
    private final InstantSource clock;

    /** A folder that need not exist; {@code clock} tells the age of what is in it. */
    public LimitFiles(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public synchronized LearntLimits load(String address) {
        Path file = file(address);
        LearntLimits limits = LearntLimits.NOTHING;
        try {
            if (!Files.isRegularFile(file) || isOld(file)) {
                return LearntLimits.NOTHING;
            }
            for (String line : Files.readAllLines(file, UTF_8)) {
                limits = with(limits, line.split(" ", 3));
            }
            return limits;
        } catch (IOException | IllegalArgumentException e) {
            return LearntLimits.NOTHING;
        }
    }

    /** Servers change: what was learnt is learnt anew once a week. */
    private boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                .toInstant()
                .isBefore(clock.instant().minus(KEPT));
    }

    private static LearntLimits with(LearntLimits limits, String[] words) {
        if (words.length < 2) {
            return limits;
        }
        return switch (words[0]) {
            case "longest" -> limits.withLongest(Long.parseLong(words[1]));
            case "samples" -> limits.withMostSamples(Long.parseLong(words[1]));
            case "width" -> limits.withWidth(Integer.parseInt(words[1]));
            case "refused" -> limits.withRefused(RawMethod.valueOf(words[1]));
            case "speed" ->
                words.length < 3 ? limits : limits.withSpeed(RawMethod.valueOf(words[1]), Long.parseLong(words[2]));
            default -> limits;
        };
    }

    @Override
    public synchronized void save(String address, LearntLimits limits) {
        List<String> lines = new ArrayList<>();
        lines.add("# learnt of " + address);
        if (limits.longestMillis() > 0) {
            lines.add("longest " + limits.longestMillis());
        }
        if (limits.mostSamples() > 0) {
            lines.add("samples " + limits.mostSamples());
        }
        if (limits.width() > 0) {
            lines.add("width " + limits.width());
        }
        Set<RawMethod> refused = EnumSet.noneOf(RawMethod.class);
        refused.addAll(limits.refused());
        refused.forEach(method -> lines.add("refused " + method.name()));
        Map<RawMethod, Long> speeds = new EnumMap<>(RawMethod.class);
        speeds.putAll(limits.samplesASecond());
        speeds.forEach((method, speed) -> lines.add("speed " + method.name() + " " + speed));
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "limits", ".tmp");
            Files.write(temporary, lines, UTF_8);
            Files.move(temporary, file(address), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // It is learnt again next time.
        }
    }

    private Path file(String address) {
        String name = HexFormat.of().formatHex(Digests.sha256().digest(address.getBytes(UTF_8)));
        return folder.resolve(name.substring(0, NAME_CHARS) + ".txt");
    }
}
