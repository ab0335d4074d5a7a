package io.promsh.tsdb;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chunk files of a block, each mapped into memory when a chunk of it is first asked for. */
final class ChunkFiles {
    static final int MAGIC = 0x85BD40DD;
    static final int HEAD_BYTES = 8;

    private final List<Path> files;
    private final @Nullable ByteBuffer[] mapped;

    ChunkFiles(Path folder) {
        files = list(folder);
        mapped = new ByteBuffer[files.size()];
    }

    /** The files of a chunk folder, in the order that references count them: by name, digits only. */
    static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(
                    all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw Failure.failed("cannot list " + folder + ": " + e.getMessage(), "check its permissions")
                    .withCause(e);
        }
    }

    private int number(long reference) {
        int number = (int) (reference >>> 32);
        if (number < 0 || number >= files.size()) {
            throw Damage.in(
                    files.isEmpty() ? "chunks" : files.get(0).getParent() + "", "file " + (number + 1) + " is missing");
        }
        return number;
    }

    private ByteCursor at(long reference) {
        int number = number(reference);
        ByteBuffer bytes = file(number);
        return new ByteCursor(
                bytes, reference & 0xFFFFFFFFL, bytes.limit(), files.get(number).toString());
    }

    /** Returns how the chunk that {@code reference} names says to be encoded; its checksum is not looked at. */
    ChunkEncoding encoding(long reference) {
        ByteCursor cursor = at(reference);
        cursor.count();
        return encoding(cursor.u8(), files.get(number(reference)).toString());
    }

    private static ChunkEncoding encoding(int code, String name) {
        return ChunkEncoding.of(code)
                .orElseThrow(() -> Damage.in(name, "a chunk has the encoding " + code + ", which is not known"));
    }

    /** Returns the chunk that {@code reference} names, its checksum verified. */
    Chunk read(long reference, long minTime, long maxTime) {
        ByteCursor cursor = at(reference);
        ByteBuffer bytes = file(number(reference));
        String name = files.get(number(reference)).toString();
        int length = cursor.count();
        int start = cursor.at();
        int code = cursor.u8();
        byte[] data = cursor.take(length);
        if ((int) cursor.u32() != ByteCursor.crc(bytes, start, length + 1)) {
            throw Damage.in(name, "the checksum of the chunk at " + (reference & 0xFFFFFFFFL) + " differs");
        }
        return new Chunk(encoding(code, name), minTime, maxTime, data);
    }

    private ByteBuffer file(int number) {
        ByteBuffer bytes = mapped[number];
        if (bytes == null) {
            bytes = MappedFile.of(files.get(number));
            ByteCursor head = new ByteCursor(bytes, files.get(number).toString());
            if (head.u32() != (MAGIC & 0xFFFFFFFFL) || head.u8() != 1) {
                throw Damage.in(files.get(number).toString(), "it does not begin as a chunk file");
            }
            mapped[number] = bytes;
        }
        return bytes;
    }

    long sizeBytes() {
        return files.stream().mapToLong(path -> path.toFile().length()).sum();
    }

    @Override
    public String toString() {
        return Arrays.toString(files.toArray());
    }
}
