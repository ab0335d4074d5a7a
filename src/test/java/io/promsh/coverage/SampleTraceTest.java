package io.promsh.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTraceTest {
    @Test
    void aRegularSeriesIsOneStretchHoweverLong() {
        SampleTrace trace = new SampleTrace();
        for (long i = 0; i < 100_000; i++) {
            trace.add(15_000 * i + i % 7);
        }
        assertEquals(1, trace.stretches());
        assertEquals(99_999, trace.stretch(0).distances());
        assertEquals(15_000, trace.stretch(0).distance());
    }

    @Test
    void whatIsKnownByCountIsAsIfSeen() {
        SampleTrace counted = new SampleTrace();
        counted.addEven(1000, 15_000, 240);
        counted.addEven(3_601_000, 15_000, 240);
        counted.add(7_201_000);
        assertEquals(481, counted.samples());
        assertEquals(1, counted.stretches());
        assertEquals(7_201_000, counted.last());
    }

    @Test
    void refusesWhatDoesNotAscend() {
        SampleTrace trace = new SampleTrace();
        trace.add(5);
        assertThrows(IllegalArgumentException.class, () -> trace.add(5));
    }

    @Test
    void countsDistances() {
        SampleTrace trace = new SampleTrace();
        for (long time : new long[] {0, 30_000, 60_010, 90_000, 150_000, 180_000}) {
            trace.add(time);
        }
        assertEquals(Map.of(Duration.ofSeconds(30), 4L, Duration.ofMinutes(1), 1L), Rhythm.histogram(List.of(trace)));
        Rhythm rhythm = Rhythm.of(trace).orElseThrow();
        assertEquals(Duration.ofSeconds(30), rhythm.mode());
        assertEquals(0.8, rhythm.modeShare());
        assertEquals(Duration.ofMinutes(1), rhythm.longest());
    }
}
