package io.promsh.output;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.render.QueryView;
import io.promsh.render.ViewOptions;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An instant vector of 10,000 series, shown and written, in a fresh JVM each: what a person waits for is the first time. Goal: each
 * under 200 ms. And a million samples, warmed up, for the throughput of each format.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OutputBenchmark {
    private static final int SERIES = 10_000;
    private static final int SAMPLES_A_SERIES = 100;

    @Param({"TABLE", "JSON", "JSONL", "CSV", "TSV", "MARKDOWN", "OPENMETRICS"})
    private OutputFormat format = OutputFormat.TABLE;

    private QueryAnswer vector = answerOf(new InstantVector(List.of()));
    private QueryAnswer matrix = vector;

    @Setup
    public void makeAnswers() {
        Random random = new Random(1);
        Instant at = Instant.ofEpochSecond(1_754_229_600);
        List<Element> elements = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            Labels labels = Labels.of(
                    "__name__", "http_requests_total",
                    "code", Integer.toString(200 + i % 5),
                    "instance", "web-" + i % 100 + ".internal:9100",
                    "job", "api",
                    "path", "/api/v1/things/" + i);
            elements.add(new Element(labels, at, random.nextDouble() * 1e6, Optional.empty()));
            long[] times = new long[SAMPLES_A_SERIES];
            double[] values = new double[SAMPLES_A_SERIES];
            for (int s = 0; s < SAMPLES_A_SERIES; s++) {
                times[s] = at.toEpochMilli() + 15_000L * s;
                values[s] = random.nextDouble() * 1e6;
            }
            series.add(Series.of(labels, times, values));
        }
        vector = answerOf(new InstantVector(elements));
        matrix = answerOf(new RangeVector(series));
    }

    private static QueryAnswer answerOf(QueryResult result) {
        return new QueryAnswer(result, SampleKind.EVALUATED, List.of(), List.of(), false, Duration.ofMillis(12), 0);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    public Lost writesTenThousandSeriesCold() {
        return Output.write(vector, "home", format, new PrintWriter(Writer.nullWriter()), false);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    public int drawsTenThousandSeriesCold() {
        ViewOptions options = ViewOptions.of(OptionalInt.of(120), Glyphs.UNICODE, ZoneOffset.UTC);
        int width = 0;
        for (Line line : QueryView.of(vector, options).all()) {
            width += line.width();
        }
        return width;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 2)
    public Lost writesAMillionSamplesWarm() {
        return Output.write(matrix, "home", format, new PrintWriter(Writer.nullWriter()), false);
    }
}
