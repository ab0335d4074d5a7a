package io.promsh.tsdb;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Checks files of chunks_head as streams, a chunk at a time: the checksum of every chunk, and how many samples each says to have.
 * What a server was writing when it was copied ends in the middle of a chunk, with nothing but zeros behind: that is
 * {@link Found#isTorn torn}, and right at the end of the newest file.
 */
public final class HeadChunkCheck {
    private static final int MAGIC = 0x0130BC91;
    private static final int OUT_OF_ORDER = 0x80;
    private static final int HEAD_BYTES = 25;
    private static final int CRC_BYTES = 4;
    /** Chunks of a head have 120 to some 240 samples: kilobytes, or some hundred of them for histograms. */
    private static final int LARGEST_CHUNK_BYTES = 64 << 20;

    private long chunks;
    private long samples;

    /**
     * What is wrong in a file.
     *
     * @param problem a sentence
     * @param isTorn whether only zeros, or nothing, follow
     */
    public record Found(String problem, boolean isTorn) {}

    /** Reads a file to its end, not closing it. Returns the first thing that is wrong. */
    public Optional<Found> file(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] start = in.readNBytes(ChunkFiles.HEAD_BYTES);
        if (start.length == 0) {
            return Optional.empty();
        }
        boolean isWhole = start.length == ChunkFiles.HEAD_BYTES;
        if (!isWhole || ByteBuffer.wrap(start).getInt() != MAGIC || start[4] != 1) {
            return Optional.of(
                    new Found("it does not begin as a file of head chunks", isZeros(start) && onlyZeros(in)));
        }
        long at = start.length;
        while (true) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            if (isZeros(head)) {
                // Files are made longer than they are.
                return onlyZeros(in)
                        ? Optional.empty()
                        : Optional.of(new Found("the chunks break off at " + at + " and go on behind it", false));
            }
            long begin = at;
            try {
                at += chunk(head, in);
            } catch (EOFException e) {
                return Optional.of(new Found("it ends in the middle of the chunk at " + begin, true));
            } catch (Torn torn) {
                return Optional.of(new Found(torn.getMessage() + " at " + begin, onlyZeros(in)));
            }
        }
    }

    private static final class Torn extends Exception {
        private static final long serialVersionUID = 1L;

        Torn(String message) {
            super(message);
        }
    }

    /** Reads a chunk behind its head and returns how long it is in all. */
    private long chunk(byte[] head, DataInputStream in) throws IOException, Torn {
        if (head.length < HEAD_BYTES) {
            throw new EOFException();
        }
        CRC32C crc = new CRC32C();
        crc.update(head);
        long length = 0;
        int digits = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            crc.update(next);
            length |= (next & 0x7FL) << (7 * digits++);
        } while (next >= 0x80 && digits < 5);
        if (length > LARGEST_CHUNK_BYTES || length < 2) {
            throw new Torn("there is no possible length for the chunk");
        }
        byte[] data = new byte[(int) length];
        in.readFully(data);
        crc.update(data);
        if ((int) crc.getValue() != in.readInt()) {
            throw new Torn("the checksum differs of the chunk");
        }
        Optional<ChunkEncoding> encoding = ChunkEncoding.of(head[HEAD_BYTES - 1] & 0xff & ~OUT_OF_ORDER);
        if (encoding.isEmpty()) {
            throw new Torn("there is an unknown encoding in the chunk");
        }
        chunks++;
        samples += Chunk.count(encoding.get(), data[0], data[1]);
        return HEAD_BYTES + digits + length + CRC_BYTES;
    }

    private static boolean isZeros(byte[] bytes) {
        return isZeros(bytes, bytes.length);
    }

    private static boolean isZeros(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean onlyZeros(InputStream in) throws IOException {
        byte[] part = new byte[8192];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            if (!isZeros(part, read)) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many whole chunks there were. */
    public long chunks() {
        return chunks;
    }

    /** Returns how many samples they say to have. */
    public long samples() {
        return samples;
    }
}
