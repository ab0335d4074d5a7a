package io.promsh.export;

import io.promsh.model.PromDuration;
import io.promsh.model.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The figures of an export as a text for people. */
final class Summary {
    private static final List<String> HEAD =
            List.of("metric", "series", "samples", "coverage", "interval", "min", "mean", "max", "first", "last");

    private Summary() {}

    static String of(Manifest manifest) {
        ExportPlan plan = manifest.plan();
        StringBuilder out = new StringBuilder();
        out.append("target   ")
                .append(plan.target())
                .append(' ')
                .append(plan.address())
                .append('\n');
        out.append("window   ")
                .append(plan.window().start())
                .append(" to ")
                .append(plan.window().end())
                .append('\n');
        out.append("kind     ").append(manifest.kind());
        plan.step().ifPresent(step -> out.append(", every ").append(PromDuration.format(step)));
        out.append('\n');
        out.append("metrics  ")
                .append(manifest.metricsWithData())
                .append(" of ")
                .append(manifest.metrics().size());
        out.append(" have data\n");
        out.append("samples  ").append(manifest.samples()).append("\n\n");
        table(manifest, out);
        manifest.warnings()
                .forEach(warning -> out.append("warning: ").append(warning).append('\n'));
        manifest.remarks().forEach(remark -> out.append("note: ").append(remark).append('\n'));
        if (!plan.lookbackWords().isEmpty()) {
            out.append("note: ").append(plan.lookbackWords()).append('\n');
        }
        plan.unresolved()
                .forEach(text -> out.append("unresolved: ").append(text).append('\n'));
        return out.toString();
    }

    private static void table(Manifest manifest, StringBuilder out) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        manifest.metrics().forEach(metric -> rows.add(row(metric)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        out.append('\n');
    }

    private static List<String> row(ExportedMetric metric) {
        Figures figures = metric.figures();
        boolean isEmpty = figures.samples() == 0;
        return List.of(
                metric.plan().metric(),
                Long.toString(figures.series()),
                Long.toString(figures.samples()),
                Double.isNaN(figures.coveragePercent()) ? "-" : Values.format(figures.coveragePercent()) + " %",
                figures.intervalMillis() == 0 ? "-" : PromDuration.format(Duration.ofMillis(figures.intervalMillis())),
                number(figures.min()),
                number(figures.mean()),
                number(figures.max()),
                isEmpty ? "-" : Instant.ofEpochMilli(figures.firstMillis()).toString(),
                isEmpty ? "-" : Instant.ofEpochMilli(figures.lastMillis()).toString());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : Values.format(value);
    }
}
