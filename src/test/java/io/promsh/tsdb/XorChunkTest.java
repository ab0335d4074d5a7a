package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.failure.Failure;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Float chunks of any samples and of any bytes. */
class XorChunkTest {
    @Property(tries = 300)
    void anySamplesComeBackBitByBit(@ForAll long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(300);
        long[] times = new long[count];
        long[] bits = new long[count];
        // Small, large and very large steps: every width that a change of distance can take.
        long time = random.nextInt(4) == 0 ? -(random.nextLong() >>> 4) : random.nextLong() >>> 4;
        for (int i = 0; i < count; i++) {
            times[i] = time;
            time += 1 + (random.nextLong() >>> (14 + random.nextInt(49)));
            bits[i] = random.nextInt(3) == 0 && i > 0
                    ? bits[i - 1]
                    : random.nextLong() >>> random.nextInt(64) << random.nextInt(64);
        }
        XorEncoder encoder = new XorEncoder();
        for (int i = 0; i < count; i++) {
            encoder.append(times[i], bits[i]);
        }
        byte[] chunk = encoder.toByteArray();
        assertEquals(chunk.length, encoder.length());
        XorDecoder decoder = new XorDecoder(chunk);
        for (int i = 0; i < count; i++) {
            assertEquals(true, decoder.next());
            assertEquals(times[i], decoder.time());
            assertEquals(bits[i], decoder.bits());
        }
        assertEquals(false, decoder.next());
        if (chunk.length > 3) {
            XorDecoder cut = new XorDecoder(Arrays.copyOf(chunk, chunk.length - 1));
            assertThrows(Failure.class, () -> readAll(cut));
        }
    }

    private static long readAll(XorDecoder decoder) {
        long sum = 0;
        while (decoder.next()) {
            sum += decoder.time() ^ decoder.bits();
        }
        return sum;
    }

    @Property(tries = 2000)
    void anyBytesAreSamplesOrAFailure(@ForAll byte[] bytes) {
        try {
            readAll(new XorDecoder(bytes));
        } catch (Failure expected) {
            assertEquals(true, expected.message().contains("a chunk is damaged"));
        }
    }

    @Test
    void theLongestChunkIsReadAndALongerOneIsNotWritten() {
        XorEncoder encoder = new XorEncoder();
        for (int i = 0; i < XorEncoder.MOST_SAMPLES; i++) {
            encoder.append(i, i);
        }
        assertThrows(IllegalArgumentException.class, () -> encoder.append(1_000_000, 0));
        assertEquals(XorEncoder.MOST_SAMPLES, encoder.toChunk().count());
        readAll(encoder.toChunk().decoder());
    }

    @Test
    void samplesOutOfOrderAreNotWritten() {
        XorEncoder encoder = new XorEncoder();
        encoder.append(5, 0);
        assertThrows(IllegalArgumentException.class, () -> encoder.append(5, 0));
        assertThrows(IllegalArgumentException.class, () -> encoder.append(4, 0));
    }
}
