package io.promsh.app;

import java.time.Instant;

/** An hour of samples, 30 s apart, up to {@link PromshRun#NOW}: two lanes, one target, one series that ended at 18:20. */
final class Incident {
    static final int SAMPLES = 120;

    private Incident() {}

    static String openMetrics() {
        StringBuilder text = new StringBuilder("# TYPE ended gauge\n");
        samples(text, "ended", Instant.parse("2025-08-03T18:20:00Z"));
        text.append("# TYPE lane counter\n");
        samples(text, "lane_total{job=\"bay\",n=\"1\",side=\"left\"}", PromshRun.NOW);
        samples(text, "lane_total{job=\"bay\",n=\"2\",side=\"right\"}", PromshRun.NOW);
        text.append("# TYPE up gauge\n");
        long end = PromshRun.NOW.getEpochSecond();
        for (int i = SAMPLES - 1; i >= 0; i--) {
            text.append("up{job=\"bay\"} 1 ").append(end - 30L * i).append('\n');
        }
        return text.append("# EOF\n").toString();
    }

    private static void samples(StringBuilder text, String series, Instant last) {
        for (int i = SAMPLES - 1; i >= 0; i--) {
            text.append(series).append(' ').append(SAMPLES - i).append(' ');
            text.append(last.getEpochSecond() - 30L * i).append('\n');
        }
    }
}
