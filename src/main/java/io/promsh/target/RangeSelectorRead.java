package io.promsh.target;

import io.promsh.failure.Failure;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;

/** Stored samples by an instant query that is answered as a whole: what every target can do. */
final class RangeSelectorRead {
    private RangeSelectorRead() {}

    static RawAnswer read(MetricsTarget target, RawQuery query, RawSink sink) {
        QueryAnswer answer = target.instantQuery(query.toInstantQuery());
        if (!(answer.result() instanceof RangeVector matrix)) {
            throw noSamples(answer.result().resultType());
        }
        boolean cut = CutAnswer.isCut(answer);
        for (Series series : matrix.series()) {
            if (sink.isFull()) {
                cut = true;
                break;
            }
            sink.series(series.labels());
            sink.samples(series.timestampsMillis(), series.values(), series.values().length);
            series.histograms().forEach(sink::histogram);
        }
        // Samples that came thinned or moved are not all that was stored.
        boolean resampled = answer.kind() == SampleKind.RESAMPLED;
        boolean partial = (answer.partial() && !cut) || resampled;
        SampleKind kind = resampled ? SampleKind.RESAMPLED : SampleKind.RAW;
        return new RawAnswer(answer.warnings(), answer.infos(), partial, !cut, answer.bytes(), kind, true);
    }

    private static Failure noSamples(String type) {
        return Failure.failed(
                "the server answers a " + type + " to a range selector",
                "its stored samples are not to be had this way: type session to see what server it is");
    }
}
