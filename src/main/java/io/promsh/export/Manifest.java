package io.promsh.export;

import java.util.List;

/**
 * What an export holds. It has no time and no duration of the run in it, so that two runs that read the same write the same.
 *
 * @param kind what the samples are: {@code raw}, {@code evaluated}, or {@code resampled} where only that was to be had
 * @param method how stored samples were asked for; empty for evaluated points
 * @param metrics sorted by name; those without samples have no files
 * @param warnings what servers said, each once, sorted
 * @param remarks what else servers and the read said: what is lost, without being wrong; each once, sorted
 * @param isPartial whether a server said that something is missing
 */
public record Manifest(
        ExportPlan plan,
        String kind,
        String method,
        List<ExportedMetric> metrics,
        List<String> warnings,
        List<String> remarks,
        boolean isPartial) {
    /** The name of the file. */
    public static final String FILE = "manifest.json";

    public Manifest {
        metrics = List.copyOf(metrics);
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
    }

    /** Returns the files of all metrics. */
    public List<ExportedFile> files() {
        return metrics.stream().flatMap(metric -> metric.files().stream()).toList();
    }

    /** Returns the samples of all metrics, each counted once. */
    public long samples() {
        return metrics.stream().mapToLong(metric -> metric.figures().samples()).sum();
    }

    /** Returns how many metrics have samples. */
    public long metricsWithData() {
        return metrics.stream().filter(metric -> !metric.files().isEmpty()).count();
    }
}
