package io.promsh.tsdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes a new file in large pieces and knows where it stands. */
final class FileSink implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
    private long written;

    FileSink(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw MappedFile.failure(file, e);
        }
    }

    long at() {
        return written + buffer.position();
    }

    void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int part = Math.min(buffer.remaining(), length - done);
            buffer.put(bytes, from + done, part);
            done += part;
        }
    }

    void write(ByteSink sink) {
        write(sink.array(), 0, sink.size());
    }

    /** Writes zeros up to a multiple of {@code alignment}. */
    void pad(int alignment) {
        while (at() % alignment != 0) {
            write(new byte[1], 0, 1);
        }
    }

    /** Writes a section with its frame: length, bytes, checksum. */
    void section(ByteSink content) {
        ByteSink number = new ByteSink(4).u32(content.size());
        write(number);
        write(content);
        CRC32C crc = new CRC32C();
        crc.update(content.array(), 0, content.size());
        number.clear();
        write(number.u32((int) crc.getValue()));
    }

    private void drain() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
        } catch (IOException e) {
            throw MappedFile.failure(file, e);
        }
        buffer.clear();
    }

    @Override
    public void close() {
        try (channel) {
            drain();
        } catch (IOException e) {
            throw MappedFile.failure(file, e);
        }
    }

    /** Closes without flushing: the file is to be thrown away. */
    void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing of it is wanted any more.
        }
    }
}
