package io.promsh.volume.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed here, Java's own library must unpack to the same bytes. */
class DeflatingTest {
    private static final int AT = 10;

    private final Deflating deflating = new Deflating();

    /** Packs both ways, unpacks, compares; returns the packed bytes. */
    private int check(byte[] plain) throws DataFormatException {
        byte[] out = new byte[AT + Deflating.most(plain.length)];
        int stored = Deflating.store(plain, plain.length, out, AT);
        assertArrayEquals(plain, unpacked(out, stored, plain.length));
        int packed = deflating.deflate(plain, plain.length, out, AT);
        assertArrayEquals(plain, unpacked(out, packed, plain.length));
        assertTrue(packed <= stored, "never longer than as it is");
        return packed - AT;
    }

    private static byte[] unpacked(byte[] out, int end, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(out, AT, end - AT);
            byte[] plain = new byte[length + 1];
            int count = 0;
            while (!inflater.finished()) {
                int got = inflater.inflate(plain, count, plain.length - count);
                assertTrue(got > 0 || inflater.finished(), "it has an end");
                count += got;
            }
            assertEquals(0, inflater.getRemaining(), "nothing behind the end");
            return Arrays.copyOf(plain, count);
        } finally {
            inflater.end();
        }
    }

    private static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2, 3, 4, 7, 8, 9, 257, 258, 259, 300, 0xfffe, 0xffff, 0x10000, 0x1fffe, 0x1ffff, 1 << 20})
    void anyLengthOfTheSameByteOfTextAndOfNoise(int length) throws DataFormatException {
        check(new byte[length]);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) "up{job=\"node\"} 1\n".charAt(i % 17);
        }
        check(text);
        check(noise(length, length));
    }

    @Test
    void noiseCostsNoMoreThanStored() throws DataFormatException {
        byte[] plain = noise(5, 1 << 20);
        byte[] out = new byte[AT + Deflating.most(plain.length)];
        assertEquals(Deflating.store(plain, plain.length, out, AT) - AT, check(plain));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 255, 4096, 32_767, 32_768, 32_769, 50_000})
    void whatStoodSoFarBackIsFoundOrNot(int distance) throws DataFormatException {
        byte[] plain = noise(distance, distance + 20_000);
        for (int i = distance; i < plain.length; i++) {
            plain[i] = plain[i - distance];
        }
        int packed = check(plain);
        assertEquals(distance <= 32_768, packed < plain.length - 10_000, "deflate looks back 32,768 bytes: " + packed);
    }

    /** Counts like Fibonacci's numbers make codes as long as there are symbols: deflate has 15 bits. */
    @Test
    void codesAreNoLongerThanDeflateHas() throws DataFormatException {
        byte[] plain = new byte[1 << 16];
        int count = 0;
        int before = 1;
        int now = 1;
        for (int symbol = 0; count + now < 0xffff; symbol++) {
            for (int i = 0; i < now; i++) {
                plain[count++] = (byte) (symbol * 7);
            }
            now += before;
            before = now - before;
        }
        byte[] mixed = Arrays.copyOf(plain, count);
        Random random = new Random(1);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte swapped = mixed[i];
            mixed[i] = mixed[other];
            mixed[other] = swapped;
        }
        assertTrue(check(mixed) < count / 2);
    }

    @Test
    void anyMixtureComesBack() throws DataFormatException {
        Random random = new Random(20_250_803);
        for (int round = 0; round < 300; round++) {
            byte[] plain = new byte[random.nextInt(round % 10 == 0 ? 300_000 : 30_000)];
            for (int at = 0; at < plain.length; ) {
                int end = Math.min(plain.length, at + 1 + random.nextInt(600));
                int kind = random.nextInt(5);
                int one = random.nextInt();
                for (; at < end; at++) {
                    plain[at] = switch (kind) {
                        case 0 -> (byte) random.nextInt();
                        case 1 -> (byte) one;
                        case 2 -> (byte) random.nextInt(3);
                        case 3 -> at < 41 ? (byte) at : plain[at - 41];
                        default -> (byte) (random.nextGaussian() * (1 + (one & 15)));
                    };
                }
            }
            check(plain);
        }
    }

    /** Runs of zeros, repeats and few bits amid noise, as chunks have them. */
    @Test
    void takesAboutTheRoomThatGzipTakes() throws DataFormatException {
        byte[] plain = noise(3, 1 << 20);
        for (int at = 64; at < plain.length; at++) {
            int kind = at >> 6 & 3;
            plain[at] = kind == 0 ? 0 : kind == 1 ? plain[at - 64] : (byte) (plain[at] & 0x3f);
        }
        Deflater zlib = new Deflater(1, true);
        zlib.setInput(plain);
        zlib.finish();
        int theirs = zlib.deflate(new byte[plain.length * 2]);
        zlib.end();
        int own = check(plain);
        assertTrue(own < theirs * 1.05, own + " bytes, zlib " + theirs);
    }
}
