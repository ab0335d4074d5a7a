package io.promsh.snappy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnappyTest {
    @Test
    void whatIsPackedComesBack() throws IOException {
        byte[] plain = new byte[200_000];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) ((i * 31) >> 3);
        }
        assertArrayEquals(plain, Snappy.unpack(new SnappyPacker().pack(plain, plain.length)));
        assertArrayEquals(new byte[0], Snappy.unpack(new SnappyPacker().pack(new byte[0], 0)));
        byte[] same = new byte[1 << 20];
        assertArrayEquals(same, Snappy.unpack(new SnappyPacker().pack(same, same.length)));
    }

    @Test
    void copiesThatReachIntoThemselvesRepeat() throws IOException {
        // 8 bytes: the literal "a", then 7 from 1 before.
        byte[] one = {8, 0, 'a', (byte) (3 << 2 | 1), 1};
        assertArrayEquals("aaaaaaaa".getBytes(US_ASCII), Snappy.unpack(one));
        // 10 bytes: the literal "ab", then 8 bytes from 2 before.
        byte[] two = {10, 1 << 2, 'a', 'b', (8 - 4) << 2 | 1, 2};
        assertArrayEquals("ababababab".getBytes(US_ASCII), Snappy.unpack(two));
    }

    @Test
    void blocksThatLieAreRefused() {
        byte[] farBack = {10, 1 << 2, 'a', 'b', (8 - 4) << 2 | 1, 3};
        byte[] tooShort = {10, 1 << 2, 'a', 'b'};
        byte[] huge = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 'a'};
        byte[] noEnd = {(byte) 0x80};
        for (byte[] one : List.of(
                farBack,
                tooShort,
                huge,
                noEnd,
                new byte[] {4, 0, 'a', 1, 9},
                new byte[] {3, 8, 'a'},
                new byte[] {1},
                new byte[0])) {
            assertThrows(IOException.class, () -> Snappy.unpack(one), () -> Arrays.toString(one));
        }
    }
}
