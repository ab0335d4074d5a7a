package io.promsh.export;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.Progress;
import io.promsh.fetch.SplitRangeQuery;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RangeQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** A metric's points of an evaluated export, with what the servers said beside them. */
record Evaluated(MetricSamples samples, List<String> warnings, List<String> infos) {
    private static final int PARALLEL = 3;

    static Evaluated of(
            MetricsTarget target,
            MetricPlan metric,
            ExportPlan plan,
            FetchOptions options,
            ExecutorService executor,
            Progress progress) {
        List<Series> series = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> infos = new ArrayList<>();
        SplitRangeQuery reader = new SplitRangeQuery(target, executor, PARALLEL, options.bounds(), progress);
        for (String selector : metric.selectors()) {
            QueryAnswer answer = reader.run(new RangeQuery(
                    selector,
                    plan.window().start(),
                    plan.window().end(),
                    plan.step().orElseThrow(),
                    options.timeout()));
            warnings.addAll(answer.warnings());
            infos.addAll(answer.infos());
            if (answer.partial()) {
                throw Failure.of(
                        FailureKind.PARTIAL,
                        metric.metric() + " has more points than can be evaluated at once",
                        "take a longer --step or a shorter window, or export the stored samples: --mode raw");
            }
            if (answer.result() instanceof RangeVector matrix) {
                series.addAll(matrix.series());
            }
        }
        return new Evaluated(new EvaluatedSamples(series), warnings, infos);
    }
}
