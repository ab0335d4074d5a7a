package io.promsh.tsdb;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** A file of chunks_head: full chunks of a server's head, by the log's references. */
final class HeadChunkFile {
    private static final int MAGIC = 0x0130BC91;
    private static final int OUT_OF_ORDER = 0x80;

    private HeadChunkFile() {}

    /**
     * Gives each chunk with its reference to {@code each}.
     *
     * @return what is wrong where reading ended before the file did, else an empty text
     */
    static String forEach(ByteBuffer bytes, String file, BiConsumer<Long, Chunk> each) {
        try {
            ByteCursor cursor = new ByteCursor(bytes, file);
            if (cursor.left() == 0) {
                return "";
            }
            if (cursor.u32() != MAGIC || cursor.u8() != 1) {
                throw Damage.in(file, "it does not begin as a file of head chunks");
            }
            cursor.skip(3);
            while (cursor.hasMore() && !isPadding(bytes, cursor.at())) {
                chunk(bytes, cursor, file, each);
            }
            return "";
        } catch (io.promsh.failure.Failure failure) {
            return failure.message();
        }
    }

    /** Files are made longer than they are: all zeros where a chunk would be is the end. */
    private static boolean isPadding(ByteBuffer bytes, int at) {
        int end = Math.min(bytes.limit(), at + 25);
        for (int i = at; i < end; i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void chunk(ByteBuffer bytes, ByteCursor cursor, String file, BiConsumer<Long, Chunk> each) {
        int begin = cursor.at();
        long reference = cursor.u64();
        long min = cursor.u64();
        long max = cursor.u64();
        int code = cursor.u8() & ~OUT_OF_ORDER;
        byte[] data = cursor.take(cursor.count());
        int end = cursor.at();
        if ((int) cursor.u32() != ByteCursor.crc(bytes, begin, end - begin)) {
            throw Damage.in(file, "the checksum of the chunk at " + begin + " differs");
        }
        ChunkEncoding encoding = ChunkEncoding.of(code)
                .orElseThrow(() -> Damage.in(file, "the chunk at " + begin + " has the encoding " + code));
        each.accept(reference, new Chunk(encoding, min, max, data));
    }
}
