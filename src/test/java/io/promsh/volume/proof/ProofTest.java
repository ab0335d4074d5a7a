package io.promsh.volume.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final Instant AT = Instant.parse("2025-08-03T18:00:00Z");

    /** A server that was scraped once a second from a time on. */
    private static Fingerprint.Asked since(Instant first, double fewer) {
        return (expression, at) -> {
            long window = Long.parseLong(expression.replaceFirst(".*\\[(\\d+)s].*", "$1"));
            long from = Math.max(first.getEpochSecond(), at.getEpochSecond() - window + 1);
            long scrapes = Math.max(0, at.getEpochSecond() - from + 1);
            boolean touches = scrapes > 0 && window >= 3600;
            return scrapes == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            (double) (expression.contains("up[") ? scrapes : scrapes * 10) - (touches ? fewer : 0));
        };
    }

    @Test
    void isEqualWhenNothingWasLost() {
        Fingerprint.Asked server = since(AT.minusSeconds(100), 0);
        Fingerprint before = Fingerprint.take(server, AT, Duration.ofDays(15));
        assertEquals(List.of(), before.differences(Fingerprint.take(server, AT, Duration.ofDays(15))));
        assertEquals(1010, before.latestSamples());
        assertEquals(1010, before.allSamples());
        assertTrue(!before.isEmpty());
    }

    @Test
    void namesTheWindowsWhereOneScrapeIsMissing() {
        Fingerprint before = Fingerprint.take(since(AT.minusSeconds(100), 0), AT, Duration.ofDays(15));
        Fingerprint after = Fingerprint.take(since(AT.minusSeconds(100), 1), AT, Duration.ofDays(15));
        List<String> differences = before.differences(after);
        assertTrue(differences.contains("the last 1 h: scrapes: 101 before, 100 after"), differences.toString());
        assertEquals(List.of(), before.lacking(after));
        assertTrue(after.lacking(before).contains("slice 1: scrapes: 100 of 101"));
    }

    @Test
    void refusesToCompareTwoTimes() {
        Fingerprint one = new Fingerprint(AT, java.util.Map.of());
        Fingerprint other = new Fingerprint(AT.plusSeconds(1), java.util.Map.of());
        assertThrows(IllegalArgumentException.class, () -> one.differences(other));
        assertTrue(one.isEmpty());
    }

    @Test
    void measuresTheGapLessTheUsualDistance() {
        Gap gap = GapTable.of(List.of(series("a", 0, 1000, 2000, 9000, 10_000))).get(0);
        assertEquals(6.0, gap.seconds());
        assertEquals(6, gap.missing());
        assertEquals(Instant.ofEpochMilli(2000), gap.from());
        assertEquals(Instant.ofEpochMilli(9000), gap.to());
    }

    @Test
    void putsTheLongestGapFirstAndLeavesOutWhatHasTooFewSamples() {
        List<Gap> gaps = GapTable.of(List.of(
                series("short", 0, 1000, 2000, 3000), series("long", 0, 1000, 2000, 30_000), series("few", 0, 1000)));
        List<String> names = new ArrayList<>();
        gaps.forEach(gap -> names.add(gap.labels().get("job") + " " + gap.seconds()));
        assertEquals(List.of("long 27.0", "short 0.0"), names);
    }

    private static Series series(String job, long... times) {
        return Series.of(Labels.of("__name__", "up", "job", job), times, new double[times.length]);
    }
}
