package io.promsh.target.prometheus;

import io.promsh.target.http.Reply;
import io.promsh.target.http.AnswerBound;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
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
 * How fast an answer is decoded, against reading its bytes alone: a matrix of 500 series with 2,000 samples each (a million), and
 * a vector of 10,000 series. Divide {@code matrix}'s bytes, printed at the start, by the time for MB/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {
    @Param({"matrix", "vector"})
    public String answer;

    private byte[] body;

    @Setup
    public void make() {
        StringBuilder out = new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":\"" + answer + "\",\"result\":[");
        boolean matrix = answer.equals("matrix");
        for (int series = 0; series < (matrix ? 500 : 10_000); series++) {
            out.append(series == 0 ? "" : ",").append("{\"metric\":{\"__name__\":\"http_requests_total\",\"instance\":\"10.0.0.");
            out.append(series).append(":9090\",\"job\":\"api\",\"method\":\"GET\",\"status\":\"200\"},\"");
            out.append(matrix ? "values\":[" : "value\":");
            for (int i = 0; i < (matrix ? 2000 : 1); i++) {
                out.append(i == 0 ? "" : ",").append('[').append(1_754_207_395L + 15L * i).append(".781,\"");
                out.append(series * 1000 + i * 1.25).append("\"]");
            }
            out.append(matrix ? "]}" : "}");
        }
        body = out.append("]}}").toString().getBytes(UTF_8);
        System.out.println(answer + ": " + body.length + " bytes");
    }

    private Reply reply() {
        Response response = new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(body, null))
                .build();
        return new Reply(response, new AnswerBound(10_000_000, 1L << 30));
    }

    @Benchmark
    public long decode() throws IOException {
        Reply reply = reply();
        QueryDecoder decoder = new QueryDecoder(reply);
        Envelope.read(reply, decoder);
        return decoder.result().sampleCount();
    }

    @Benchmark
    public long readAlone() throws IOException {
        byte[] buffer = new byte[8192];
        long sum = 0;
        try (InputStream in = reply().body()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum += read;
            }
        }
        return sum;
    }
}
