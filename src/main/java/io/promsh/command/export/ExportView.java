package io.promsh.command.export;

import io.promsh.command.CommandContext;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.export.Export;
import io.promsh.export.ExportPlan;
import io.promsh.export.ExportRequest;
import io.promsh.export.ExportedFile;
import io.promsh.export.ExportedMetric;
import io.promsh.export.Figures;
import io.promsh.export.Loss;
import io.promsh.export.Manifest;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an export, for the user. */
final class ExportView {
    private final CommandContext context;

    ExportView(CommandContext context) {
        this.context = context;
    }

    void show(ExportRequest request, Export.Outcome outcome, Duration elapsed) {
        Manifest manifest = outcome.manifest();
        Path folder = request.folder();
        Reports.print(context, listing(manifest, Reports.wantsMachineForm(context)), manifest.warnings());
        ExportPlan plan = manifest.plan();
        String data = manifest.metricsWithData() + " of "
                + Counts.of(manifest.metrics().size(), "metric");
        note(data + ", " + Counts.of(manifest.samples(), "sample") + " (" + manifest.kind() + "), "
                + words(plan.window()));
        manifest.remarks().forEach(remark -> note("info: " + Escaping.visible(remark)));
        if (!plan.lookbackWords().isEmpty()) {
            note(plan.lookbackWords());
        }
        if (outcome.isOld()) {
            note("the export in " + folder + " was finished before: nothing to do");
            if (!plan.window().equals(request.window())) {
                note("this line would now mean " + words(request.window())
                        + ": for that, take another folder with --out");
            }
        } else {
            String before = outcome.resumed() == 0
                    ? ""
                    : ", " + Counts.of(outcome.resumed(), "metric") + " of them were there already";
            note("written to " + folder + " in " + HumanDuration.of(elapsed) + rate(manifest.samples(), elapsed)
                    + before);
        }
        judge(manifest);
    }

    private static String words(TimeRange window) {
        return window.start() + " to " + window.end();
    }

    private static String rate(long samples, Duration elapsed) {
        if (samples == 0) {
            return "";
        }
        double rate = samples / Math.max(0.001, elapsed.toMillis() / 1000.0);
        return " (" + HumanNumbers.brief(rate) + " samples/s)";
    }

    private void judge(Manifest manifest) {
        boolean isStrict = context.settings().isOn(Setting.STRICT);
        if (manifest.isPartial() && isStrict) {
            throw Failure.of(FailureKind.PARTIAL, "the target says that its answers are partial", "");
        }
        int unresolved = manifest.plan().unresolved().size();
        if (unresolved > 0 && isStrict) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    Counts.of(unresolved, "thing") + " of the dashboard cannot be resolved and is not exported",
                    "give values with --var NAME=VALUE and library panels with --library PATH");
        }
        if (manifest.samples() == 0 && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "no samples in the window", "");
        }
    }

    private void note(String text) {
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(text, Style.DIM));
        }
    }

    /** A terminal has no room for checksums. */
    private static Listing listing(Manifest manifest, boolean isFull) {
        boolean isAllFiles =
                manifest.metrics().stream().noneMatch(metric -> metric.files().isEmpty());
        Listing.Builder listing = Listing.of(isAllFiles ? "file" : "entry", isAllFiles ? "files" : "entries")
                .field("metric", "metric", Kind.NAME)
                .field("format", "format", Kind.TEXT)
                .field("file", "file", Kind.NAME, 5)
                .field("series", "series", Kind.NUMBER)
                .field("samples", "samples", Kind.NUMBER)
                .field("coverage", "coverage", Kind.RATIO, 1)
                .field("bytes", "size", Kind.BYTES, 2)
                .field("lost", "lost", Kind.LIST, 3);
        if (isFull) {
            listing.field("sha256", "sha256", Kind.TEXT);
        }
        for (ExportedMetric metric : manifest.metrics()) {
            Double coverage = coverage(metric.figures());
            if (metric.files().isEmpty()) {
                List<@Nullable Object> cells = new ArrayList<>();
                Collections.addAll(cells, metric.plan().metric(), "no data", null, 0L, 0L, coverage, null, List.of());
                row(listing, cells, null, isFull);
            }
            for (ExportedFile file : metric.files()) {
                List<@Nullable Object> cells = new ArrayList<>();
                Collections.addAll(cells, file.metric(), file.format(), file.name(), file.series(), file.samples());
                Collections.addAll(cells, coverage, file.bytes(), words(file.lost()));
                row(listing, cells, file.sha256(), isFull);
            }
        }
        return listing.build();
    }

    /** Not out of the percentage, which is rounded already: {@code coverage} would say another one. */
    private static @Nullable Double coverage(Figures figures) {
        double samples = figures.samples();
        return figures.expected() == 0 ? null : Double.valueOf(Math.min(1, samples / figures.expected()));
    }

    private static void row(
            Listing.Builder listing, List<@Nullable Object> cells, @Nullable String sha256, boolean isFull) {
        if (isFull) {
            cells.add(sha256);
        }
        listing.row(cells.toArray());
    }

    private static List<String> words(Loss lost) {
        List<String> words = new ArrayList<>();
        if (lost.staleMarkers() > 0) {
            words.add(Counts.of(lost.staleMarkers(), "stale marker"));
        }
        if (lost.histograms() > 0) {
            words.add(Counts.of(lost.histograms(), "native histogram"));
        }
        if (lost.nanPayloads() > 0) {
            words.add(Counts.of(lost.nanPayloads(), "NaN payload"));
        }
        return words;
    }
}
