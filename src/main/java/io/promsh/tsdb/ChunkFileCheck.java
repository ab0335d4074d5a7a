package io.promsh.tsdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Reads a chunk file as a stream and remembers where its whole chunks are and how many samples each says to have. */
final class ChunkFileCheck {
    private final String file;
    private final Consumer<String> problems;
    private long[] places = new long[64];
    private int[] counts = new int[64];
    private int size;
    private long at;

    ChunkFileCheck(String file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    void read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(ChunkFiles.HEAD_BYTES);
        byte[] expected = new ByteSink(8).u32(ChunkFiles.MAGIC).u32(0x01000000).toByteArray();
        if (!Arrays.equals(head, expected)) {
            problem("it does not begin as a chunk file");
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return;
        }
        at = head.length;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = chunk(in);
        }
    }

    /** Reads a chunk; returns false at the end of the file or where nothing more can be read. */
    private boolean chunk(InputStream in) throws IOException {
        long begin = at;
        long length = uvarint(in);
        if (length < 0 || length > Integer.MAX_VALUE - 16) {
            if (length != END) {
                problem("a chunk at " + begin + " has no possible length");
            }
            return false;
        }
        if (length == 0) {
            return zeros(in);
        }
        byte[] framed = in.readNBytes((int) length + 5);
        at += framed.length;
        if (framed.length < length + 5) {
            problem("it ends in the middle of the chunk at " + begin);
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(framed, 0, (int) length + 1);
        int stored = java.nio.ByteBuffer.wrap(framed).getInt((int) length + 1);
        var encoding = ChunkEncoding.of(framed[0]);
        if ((int) crc.getValue() != stored) {
            problem("the checksum of the chunk at " + begin + " differs");
        } else if (encoding.isEmpty() || length < 2) {
            problem("the chunk at " + begin + " has the encoding " + framed[0] + ", which is not known");
        } else {
            remember(begin, Chunk.count(encoding.get(), framed[1], framed[2]));
        }
        return true;
    }

    private static final long END = -1;
    private static final long ENDLESS = -2;

    private long uvarint(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.read();
            if (next < 0) {
                return shift == 0 ? END : ENDLESS;
            }
            at++;
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        return ENDLESS;
    }

    /** A file that was made longer than it came to be ends in zeros; nothing else may follow one. */
    private boolean zeros(InputStream in) throws IOException {
        byte[] part = new byte[8192];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            for (int i = 0; i < read; i++) {
                if (part[i] != 0) {
                    problem("a chunk at " + at + " has no length");
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                    return false;
                }
            }
        }
        return false;
    }

    private void remember(long place, int count) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        places[size] = place;
        counts[size++] = count;
    }

    /** Returns how many samples the whole chunk that begins at {@code place} says to have; -1 when there is none. */
    int samplesAt(long place) {
        int found = Arrays.binarySearch(places, 0, size, place);
        return found < 0 ? -1 : counts[found];
    }

    private void problem(String what) {
        problems.accept(file + " is damaged: " + what);
    }
}
