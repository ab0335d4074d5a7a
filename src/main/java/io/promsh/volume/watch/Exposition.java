package io.promsh.volume.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Readings in the text exposition format, for the folder from which a node exporter reads files. */
public final class Exposition {
    private static final String FILE = "promsh.prom";

    private Exposition() {}

    /** Returns the text: the readings of each gauge together, under its help and type. */
    public static String text(List<Reading> readings) {
        StringBuilder text = new StringBuilder();
        for (Gauge gauge : Gauge.values()) {
            List<Reading> own = readings.stream()
                    .filter(reading -> reading.gauge() == gauge)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            text.append("# HELP ").append(gauge.metric()).append(' ').append(gauge.help());
            text.append("\n# TYPE ").append(gauge.metric()).append(" gauge\n");
            for (Reading reading : own) {
                text.append(gauge.metric()).append(labels(reading.labels()));
                text.append(' ').append(number(reading.value())).append('\n');
            }
        }
        return text.toString();
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        labels.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
        return text.append('}').toString();
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    /** Writes {@code promsh.prom} in one go: a reader sees the old file or the new one, never a half. */
    public static void write(Path folder, List<Reading> readings) {
        try {
            Path part = folder.resolve(FILE + ".part");
            Files.writeString(part, text(readings), UTF_8);
            Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed(
                            "cannot write " + folder.resolve(FILE) + ": " + e.getMessage(),
                            "the folder is the one given to the node exporter with --collector.textfile.directory")
                    .withCause(e);
        }
    }
}
