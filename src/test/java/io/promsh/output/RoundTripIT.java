package io.promsh.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.testing.Answers;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What promsh writes, Prometheus reads; and what Prometheus answers is, to the byte, what promsh writes. */
@Tag("integration")
class RoundTripIT {
    private static final long AT = Answers.AT.toEpochMilli();

    private static final QueryAnswer ANSWER = Answers.answer(
            new RangeVector(List.of(
                    Series.of(
                            Labels.of("__name__", "odd_texts", "text", "a\tb\nc\\d\"e\u6771\u4eac\ud83d\ude00"),
                            new long[] {AT - 15_000, AT},
                            new double[] {1, 2}),
                    Series.of(
                            Labels.of("__name__", "odd_values", "job", "a"),
                            new long[] {AT - 60_000, AT - 45_050, AT - 30_001, AT - 15_000, AT - 10_000, AT - 5000, AT},
                            new double[] {
                                1e-7, 1e21, 123456789012345680000.0, 0.1 + 0.2, 1e-6, Double.MIN_VALUE, Double.MAX_VALUE
                            }),
                    Series.of(
                            Labels.of("__name__", "odd_values", "job", "b", "le", "+Inf"),
                            new long[] {AT - 15_000, AT - 10_000, AT - 5000, AT - 1000},
                            new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}))),
            SampleKind.RAW);

    @Test
    void writesWhatPrometheusReadsAndAnswers() throws IOException, InterruptedException {
        try (RealPrometheus server = RealPrometheus.start(written(OutputFormat.OPENMETRICS))) {
            String query = URLEncoder.encode("{__name__=~\"odd_.*\"}[1h]", UTF_8);
            URI uri = URI.create(server.address() + "/api/v1/query?time=" + AT / 1000 + "&query=" + query);
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            assertEquals(result(response.body()), result(written(OutputFormat.JSON)));
        }
    }

    private static String written(OutputFormat format) {
        StringWriter text = new StringWriter();
        Output.write(ANSWER, "here", format, new PrintWriter(text), false);
        return text.toString();
    }

    /** From the type to the end of the result's array. */
    private static String result(String json) {
        int start = json.indexOf("\"resultType\"");
        return json.substring(start, json.lastIndexOf("]]}]") + 4);
    }
}
