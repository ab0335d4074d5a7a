package io.promsh.export;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.FetchedParts;
import io.promsh.fetch.Progress;
import io.promsh.fetch.RawFetch;
import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

/**
 * Exports metrics into a folder. Killed at any moment and run again, it goes on where it stood, and what is there in the end is,
 * byte for byte, what one run would have written; an export that is finished is left alone.
 */
public final class Export {
    /** Metrics whose parts are fetched together: requests of small metrics then overlap. */
    private static final int BATCH = 16;

    private static final String AGAIN = "same line again";
    private static final String WARNINGS = "warnings";
    private static final String REMARKS = "remarks";
    private static final String PARTIAL = "partial";
    private static final String METHOD = "method";
    private static final String KIND = "kind";

    private final MetricsTarget target;
    private final FetchOptions options;
    private final Progress progress;
    private final ExecutorService executor;

    /**
     * @param executor runs the requests of evaluated exports
     */
    public Export(MetricsTarget target, FetchOptions options, Progress progress, ExecutorService executor) {
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.executor = executor;
    }

    /**
     * What came of it.
     *
     * @param isOld whether the folder held this export, finished, before
     * @param resumed how many metrics an earlier run had finished
     */
    public record Outcome(Manifest manifest, boolean isOld, int resumed) {}

    /** Does it. Throws the failures of target and disk; what was done until then stays for the next run. */
    public Outcome run(ExportRequest request) {
        request.selectors().forEach(MetricListing::check);
        Optional<Manifest> done = finished(request);
        if (done.isPresent()) {
            return new Outcome(done.get(), true, 0);
        }
        try (ExportFolder folder = ExportFolder.open(request.folder())) {
            Work work = new Work(begin(request, folder), folder);
            try {
                work.all();
                Manifest manifest = work.manifest();
                folder.complete(manifest, Summary.of(manifest));
                return new Outcome(manifest, false, work.resumed);
            } catch (Failure failure) {
                throw goesOn(failure);
            }
        }
    }

    /** Whoever sees an export stop half way is told what to do, whatever the reason is. */
    private static Failure goesOn(Failure failure) {
        if (failure.hint().contains(AGAIN)) {
            return failure;
        }
        String before = failure.hint().isEmpty() ? "" : failure.hint() + "; ";
        return failure.withHint(before + "what was fetched stays: the " + AGAIN + " goes on");
    }

    /** A folder in which nothing was begun is left as it was. */
    private ExportPlan begin(ExportRequest request, ExportFolder folder) {
        try {
            return plan(request, folder);
        } catch (Failure failure) {
            if (folder.plan().isEmpty()) {
                folder.leave();
            }
            throw failure;
        }
    }

    private Optional<Manifest> finished(ExportRequest request) {
        if (!Files.exists(request.folder().resolve(Manifest.FILE))) {
            return Optional.empty();
        }
        Manifest manifest = ManifestReader.read(request.folder());
        refuseOther(manifest.plan(), request, "a finished export ");
        if (!ExportFolder.areThere(request.folder(), manifest.files())) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "the export in " + request.folder() + " is finished, but its files have changed since",
                    "see what changed: verify " + request.folder());
        }
        // A run that was killed at its very end left this behind.
        if (Files.exists(request.folder().resolve(ExportFolder.WORK))) {
            ExportFolder.open(request.folder()).leave();
        }
        return Optional.of(manifest);
    }

    private void refuseOther(ExportPlan plan, ExportRequest request, String what) {
        String difference = plan.differenceTo(request, target.address());
        if (!difference.isEmpty()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    request.folder() + " holds " + what + difference,
                    "take another folder for this one with --out, or run the line that it was begun with");
        }
    }

    private ExportPlan plan(ExportRequest request, ExportFolder folder) {
        Optional<ExportPlan> begun = folder.plan();
        if (begun.isPresent()) {
            refuseOther(begun.get(), request, "the beginning of an export ");
            return begun.get();
        }
        MetricListing listing = new MetricListing(target, request.window(), options.timeout());
        List<MetricPlan> metrics = listing.list(request.selectors());
        ExportPlan plan = new ExportPlan(
                target.name(),
                target.address(),
                request.window(),
                request.formats(),
                request.step(),
                request.selectors(),
                metrics,
                request.lookback(),
                request.unresolved());
        folder.keep(WARNINGS, String.join("\n", listing.warnings()));
        folder.begin(plan);
        return plan;
    }

    /** The metrics of a plan, batch after batch. */
    private final class Work {
        private final ExportPlan plan;
        private final ExportFolder folder;
        private final MetricFiles files;
        private final RawFetch fetch = new RawFetch(target, options, progress);
        private final List<ExportedMetric> done = new ArrayList<>();
        private int resumed;

        Work(ExportPlan plan, ExportFolder folder) {
            this.plan = plan;
            this.folder = folder;
            TreeSet<ExportFormat> sorted = new TreeSet<>(plan.formats());
            this.files = new MetricFiles(folder.path(), sorted, fileWindow());
        }

        /** Evaluated points stand at both ends of the window. */
        private io.promsh.model.TimeRange fileWindow() {
            return plan.step().isEmpty()
                    ? plan.window()
                    : new io.promsh.model.TimeRange(
                            plan.window().start(), plan.window().end().plusMillis(1));
        }

        void all() {
            for (int from = 0; from < plan.metrics().size(); from += BATCH) {
                batch(from / BATCH, from, Math.min(plan.metrics().size(), from + BATCH));
            }
        }

        private void batch(int number, int from, int to) {
            List<Integer> open = new ArrayList<>();
            for (int i = from; i < to; i++) {
                Optional<ExportedMetric> finished = folder.finished(i);
                finished.ifPresent(done::add);
                if (finished.isEmpty()) {
                    open.add(i);
                }
            }
            resumed += to - from - open.size();
            if (!open.isEmpty()) {
                Samples samples = plan.step().isPresent() ? this::evaluated : fetched(number, open);
                for (int i : open) {
                    done.add(write(i, samples.of(plan.metrics().get(i))));
                }
            }
            folder.forgetParts(number);
        }

        private ExportedMetric write(int number, MetricSamples samples) {
            try {
                ExportedMetric metric = files.write(plan.metrics().get(number), samples);
                folder.finish(number, metric);
                return metric;
            } catch (IOException e) {
                throw ExportFolder.failed(folder.path(), e);
            }
        }

        private Samples fetched(int number, List<Integer> open) {
            List<String> selectors = new ArrayList<>();
            open.forEach(i -> selectors.addAll(plan.metrics().get(i).selectors()));
            FetchedParts parts = fetch.fetch(selectors, plan.window(), folder.parts(number));
            tell(parts.report());
            return metric -> new FetchedSamples(parts, metric.selectors());
        }

        private void tell(FetchReport report) {
            keep(WARNINGS, report.warnings());
            keep(REMARKS, report.infos());
            if (report.partial()) {
                folder.keep(PARTIAL, "yes");
            }
            if (folder.kept(METHOD).isEmpty()) {
                folder.keep(METHOD, report.method().words());
            }
            if (report.partial() && folder.kept(KIND).isEmpty() && isResampled()) {
                folder.keep(KIND, SampleKind.RESAMPLED.word());
            }
        }

        /** Parts say no more than that something is missing; a question of a moment says what the target gives. */
        private boolean isResampled() {
            String selector = plan.metrics().get(0).selectors().get(0);
            QueryAnswer answer = target.instantQuery(
                    InstantQuery.of(selector + "[1s]", Optional.of(plan.window().end()), options.timeout()));
            return answer.kind() == SampleKind.RESAMPLED;
        }

        private void keep(String name, List<String> lines) {
            Set<String> all = new TreeSet<>(kept(name));
            if (all.addAll(lines)) {
                folder.keep(name, String.join("\n", all));
            }
        }

        private List<String> kept(String name) {
            return folder.kept(name).lines().filter(line -> !line.isEmpty()).toList();
        }

        private MetricSamples evaluated(MetricPlan metric) {
            Evaluated evaluated = Evaluated.of(target, metric, plan, options, executor, progress);
            keep(WARNINGS, evaluated.warnings());
            keep(REMARKS, evaluated.infos());
            return evaluated.samples();
        }

        Manifest manifest() {
            List<ExportedMetric> sorted = new ArrayList<>(done);
            sorted.sort(java.util.Comparator.comparing(metric -> metric.plan().metric()));
            String kind = folder.kept(KIND);
            return new Manifest(
                    plan,
                    kind.isEmpty() ? plan.kind() : kind,
                    folder.kept(METHOD),
                    sorted,
                    kept(WARNINGS),
                    kept(REMARKS),
                    !folder.kept(PARTIAL).isEmpty());
        }
    }

    private interface Samples {
        MetricSamples of(MetricPlan metric);
    }
}
