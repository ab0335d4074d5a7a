package io.promsh.promql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How fast the parser is, on one thread. With -Dpromsh.corpora=DIR (through -jvmArgs) on the corpora's expressions. */
@State(Scope.Benchmark)
@Threads(1)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class PromqlBenchmark {
    /** One call of a benchmark parses this many expressions. */
    private static final int BATCH = 1_000;

    /** The corpora's stress test of 55,000 characters is measured by itself. */
    private static final int LONGEST = 5_000;

    private final List<String> expressions = new ArrayList<>();
    private String line = "";

    @Setup
    public void read() {
        if (Corpora.isPresent()) {
            for (JsonNode test : Corpora.require().lines("parser/parser-cases.jsonl")) {
                String input = test.path("input").asText();
                if (test.get("valid").asBoolean() && input.length() < LONGEST) {
                    expressions.add(input);
                }
            }
        } else {
            expressions.addAll(Expressions.VALID);
        }
        StringBuilder long2000 = new StringBuilder("sum(up)");
        while (long2000.length() < 1_900) {
            long2000.append(" + on (job) sum by (job, instance) (rate(http_requests_total{code=~\"5..\",job=\"api\"}[5m]))");
        }
        line = long2000.toString();
    }

    /** Expressions a second. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(BATCH)
    public void parse(Blackhole sink) {
        int size = expressions.size();
        for (int i = 0; i < BATCH; i++) {
            sink.consume(PromqlParser.parse(expressions.get(i % size)));
        }
    }

    /** A line as long as highlighting has to bear, once for each key. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public ParseResult parseTwoThousandCharacters() {
        return PromqlParser.parse(line);
    }

    /** The tokens of such a line. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public List<Token> lexTwoThousandCharacters() {
        return PromqlLexer.tokens(line);
    }
}
