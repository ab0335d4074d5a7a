package io.promsh.export;

import java.util.List;

/** A metric that was exported; without samples it has no files. */
public record ExportedMetric(MetricPlan plan, Figures figures, List<ExportedFile> files) {
    public ExportedMetric {
        files = List.copyOf(files);
    }
}
