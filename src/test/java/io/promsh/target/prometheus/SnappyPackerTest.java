package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.snappy.SnappyPacker;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyPackerTest {
    private final SnappyPacker snappy = new SnappyPacker();

    private int packed(byte[] bytes) {
        byte[] packed = snappy.pack(bytes, bytes.length);
        assertArrayEquals(bytes, Unpacked.snappy(packed));
        return packed.length;
    }

    @Test
    void anyBytesComeBack() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(1 << random.nextInt(13))];
            int letters = 1 + random.nextInt(i % 3 == 0 ? 256 : 4);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) random.nextInt(letters);
            }
            packed(bytes);
        }
    }

    @Test
    void lengthsAroundEveryLimitComeBack() {
        byte[] random = new byte[70_000];
        new Random(2).nextBytes(random);
        for (int length : new int[] {0, 1, 3, 4, 59, 60, 61, 64, 65, 255, 256, 257}) {
            packed(Arrays.copyOf(random, length));
            packed(new byte[length]);
        }
        byte[] bytes = snappy.pack(random, random.length);
        assertTrue(bytes.length < random.length + 50, () -> "what does not repeat hardly grows: " + bytes.length);
    }

    @Test
    void whatRepeatsBecomesSmall() {
        byte[] bytes = "instance=host-1.example.net:9100 job=node "
                .repeat(200)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int length = packed(bytes);
        assertTrue(length < bytes.length / 10, () -> length + " of " + bytes.length);
    }
}
