package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Two hours of samples that are easy to get wrong: holes, resets, NaN, infinities, odd times, odd texts, tiny and huge values. */
final class OddSamples {
    private static final long START = 1754240400;
    private static final String[] VALUES = {
        "NaN",
        "+Inf",
        "-Inf",
        "-0",
        "0",
        "1e-07",
        "1e+21",
        "0.30000000000000004",
        "5e-324",
        "1.7976931348623157e+308",
        "123456789012345680000"
    };

    private OddSamples() {}

    static String openMetrics() {
        StringBuilder text = new StringBuilder("# TYPE lane counter\n");
        for (String side : new String[] {"left", "right"}) {
            for (int i = 0; i < 120; i++) {
                boolean isHole = i >= 40 && i < 60 && side.equals("right");
                text.append(
                        isHole ? "" : "lane_total{side=\"" + side + "\"} " + i % 50 + " " + (START + 60L * i) + "\n");
            }
        }
        text.append("lane_total{side=\"late\"} 1 ").append(START + 7100).append('\n');
        text.append("# TYPE odd_texts gauge\n");
        String odd = "a\\\\b\\nc\\\"d \u6771\u4eac \ud83d\ude00 =cmd,x";
        for (int i = 0; i < 100; i++) {
            text.append("odd_texts{text=\"")
                    .append(odd)
                    .append("\"} ")
                    .append(i)
                    .append(' ');
            text.append(START + 15L * i).append(".0").append(10 + i % 90).append('\n');
        }
        text.append("# TYPE odd_values gauge\n");
        for (int i = 0; i < 400; i++) {
            text.append("odd_values{le=\"+Inf\"} ")
                    .append(VALUES[i % VALUES.length])
                    .append(' ');
            text.append(START + 15L * i)
                    .append('.')
                    .append(100 + (i * 37) % 900)
                    .append('\n');
        }
        for (int metric = 0; metric < 40; metric++) {
            text.append("# TYPE small_").append(100 + metric).append(" gauge\n");
            for (int i = 0; i < 30; i++) {
                text.append("small_")
                        .append(100 + metric)
                        .append(' ')
                        .append(i * metric * 0.1)
                        .append(' ');
                text.append(START + 30L * i + metric).append('\n');
            }
        }
        return text.append("# EOF\n").toString();
    }

    /** Returns what the server's interface answers, from the status to the end of the data. */
    static String answer(String address, String question) throws IOException {
        try (InputStream in =
                URI.create(address + "/api/v1/" + question).toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
