package io.promsh.promql.edit;

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
import org.openjdk.jmh.infra.Blackhole;

/** What each key costs in an expression of 2,000 characters; the budget for all of it together is 2 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TypingBenchmark {
    private static final int LENGTH = 2_000;
    private static final String TERM =
            "sum by (job, instance) (rate(http_requests_total{code=~\"5..\", path!=\"/health\"}[5m] offset 1h)) / ";

    @Param({"whole", "half-typed"})
    public String kind = "whole";

    private String text = "";

    @Setup
    public void fill() {
        String terms = TERM.repeat(LENGTH / TERM.length());
        text = kind.equals("whole") ? terms + "vector(1)" : terms + "sum by (job) (rate(http_req";
    }

    @Benchmark
    public void all(Blackhole hole) {
        EditorTree tree = EditorTree.of(text);
        hole.consume(Highlight.tokens(tree));
        hole.consume(Cursor.at(tree, text.length()));
        hole.consume(Marks.of(text));
    }

    @Benchmark
    public Object highlight() {
        return Highlight.tokens(text);
    }

    @Benchmark
    public Object cursor() {
        return Cursor.at(text, text.length());
    }

    @Benchmark
    public Object marks() {
        return Marks.of(text);
    }
}
