package io.promsh.tsdb;

import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the chunk files of a new block, a new one each time the last is full. */
final class ChunkFileWriter {
    static final int FULL_BYTES = 512 * 1024 * 1024;

    private final Path folder;
    private final int fullBytes;
    private final ByteSink frame = new ByteSink(4096);
    private @Nullable FileSink file;
    private int files;

    ChunkFileWriter(Path folder, int fullBytes) {
        this.folder = folder;
        this.fullBytes = fullBytes;
    }

    /** Writes a chunk and returns its reference. */
    long write(ChunkEncoding encoding, byte[] data, int from, int length) {
        frame.clear();
        frame.uvarint(length);
        int checked = frame.size();
        frame.u8(encoding.code()).bytes(data, from, length);
        CRC32C crc = new CRC32C();
        crc.update(frame.array(), checked, frame.size() - checked);
        frame.u32((int) crc.getValue());
        FileSink current = file;
        if (current == null || current.at() + frame.size() > fullBytes) {
            current = open();
        }
        long reference = (files - 1L) << 32 | current.at();
        current.write(frame);
        return reference;
    }

    private FileSink open() {
        close();
        files++;
        FileSink opened = new FileSink(folder.resolve(String.format("%06d", files)));
        ByteSink head =
                new ByteSink(ChunkFiles.HEAD_BYTES).u32(ChunkFiles.MAGIC).u32(0x01000000);
        opened.write(head);
        file = opened;
        return opened;
    }

    void close() {
        if (file != null) {
            FileSink last = file;
            file = null;
            last.close();
        }
    }

    void abandon() {
        if (file != null) {
            file.abandon();
        }
    }
}
