package io.promsh.completion;

import io.promsh.model.MetricMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The format of {@link CatalogDisk}: the arrays of the index as they are, little-endian, so that loading is copying. Head: magic,
 * version, checksum of the rest. Rest: whether the names are complete, the metrics, the families with their texts.
 */
final class CatalogFile {
    private static final long MAGIC = 0x3153454d414e4850L;
    /** Counted up with every change of the layout, of {@link NameOrder} or of the columns' meaning. */
    private static final int VERSION = 2;

    private static final int HEAD_BYTES = 16;

    private CatalogFile() {}

    /** Reads a file. Throws an IOException or any RuntimeException when it is not one of ours, whole and of this version. */
    static Catalog.Snapshot read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < HEAD_BYTES || size > Integer.MAX_VALUE) {
                throw new IOException("no names of ours");
            }
            ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getLong() != MAGIC || bytes.getInt() != VERSION) {
                throw new IOException("another version");
            }
            int expected = bytes.getInt();
            CRC32 checksum = new CRC32();
            checksum.update(bytes.duplicate());
            if ((int) checksum.getValue() != expected) {
                throw new IOException("damaged");
            }
            Instant asOf = Files.getLastModifiedTime(file).toInstant();
            return snapshot(bytes, asOf);
        }
    }

    private static Catalog.Snapshot snapshot(ByteBuffer bytes, Instant asOf) throws IOException {
        boolean complete = bytes.get() == 1;
        NameIndex metrics = index(bytes);
        NameIndex families = index(bytes);
        int[] textOf = ints(bytes, families.size());
        int count = bytes.getInt();
        List<MetricMetadata> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new MetricMetadata(string(bytes), string(bytes), string(bytes)));
        }
        for (int text : textOf) {
            if (text < 0 || text >= count) {
                throw new IOException("damaged");
            }
        }
        return new Catalog.Snapshot(
                metrics, new FamilyTable(families, textOf, List.copyOf(texts)), complete, Optional.of(asOf));
    }

    private static NameIndex index(ByteBuffer bytes) throws IOException {
        int names = bytes.getInt();
        int textBytes = bytes.getInt();
        int blocks = (names + NameIndex.BLOCK - 1) / NameIndex.BLOCK;
        if (names < 0 || textBytes < 0 || textBytes > bytes.remaining() || names > bytes.remaining()) {
            throw new IOException("damaged");
        }
        int[] start = ints(bytes, names + 1);
        int[] byLength = ints(bytes, names);
        long[] letters = longs(bytes, blocks * Letters.COUNT);
        long[] beginnings = longs(bytes, blocks * NameIndex.BEGINNINGS);
        byte[] shared = bytes(bytes, names);
        int[] commonStart = ints(bytes, blocks + 1);
        byte[] commonText = bytes(bytes, commonStart[blocks]);
        byte[] text = bytes(bytes, textBytes);
        if (start[0] != 0 || start[names] != textBytes) {
            throw new IOException("damaged");
        }
        return new NameIndex(text, start, shared, commonText, commonStart, letters, beginnings, byLength);
    }

    private static int[] ints(ByteBuffer bytes, int count) {
        int[] read = new int[count];
        bytes.asIntBuffer().get(read);
        bytes.position(bytes.position() + 4 * count);
        return read;
    }

    private static long[] longs(ByteBuffer bytes, int count) {
        long[] read = new long[count];
        bytes.asLongBuffer().get(read);
        bytes.position(bytes.position() + 8 * count);
        return read;
    }

    private static byte[] bytes(ByteBuffer bytes, int count) {
        byte[] read = new byte[count];
        bytes.get(read);
        return read;
    }

    private static String string(ByteBuffer bytes) {
        return new String(bytes(bytes, bytes.getInt()), StandardCharsets.UTF_8);
    }

    static void write(Path file, Catalog.Snapshot snapshot) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.position(HEAD_BYTES);
            Writer writer = new Writer(channel);
            writer.put((byte) (snapshot.complete() ? 1 : 0));
            index(writer, snapshot.metrics());
            FamilyTable families = snapshot.families();
            index(writer, families.families);
            writer.put(families.textOf);
            writer.put(families.texts.size());
            for (MetricMetadata text : families.texts) {
                writer.put(text.type());
                writer.put(text.help());
                writer.put(text.unit());
            }
            writer.flush();
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            head.putLong(MAGIC).putInt(VERSION).putInt((int) writer.checksum.getValue());
            head.flip();
            channel.position(0);
            while (head.hasRemaining()) {
                channel.write(head);
            }
        }
    }

    private static void index(Writer writer, NameIndex index) throws IOException {
        writer.put(index.size());
        writer.put(index.text.length);
        writer.put(index.start);
        writer.put(index.byLength);
        writer.put(index.letters);
        writer.put(index.beginnings);
        writer.put(index.shared);
        writer.put(index.commonStart);
        writer.put(index.commonText);
        writer.put(index.text);
    }

    /** Writes through one small buffer, so that saving a million names needs no second copy of them on the heap. */
    private static final class Writer {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        private final CRC32 checksum = new CRC32();

        Writer(FileChannel channel) {
            this.channel = channel;
        }

        void flush() throws IOException {
            buffer.flip();
            checksum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        private void room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        void put(byte value) throws IOException {
            room(1);
            buffer.put(value);
        }

        void put(int value) throws IOException {
            room(4);
            buffer.putInt(value);
        }

        void put(int[] values) throws IOException {
            for (int value : values) {
                put(value);
            }
        }

        void put(long[] values) throws IOException {
            for (long value : values) {
                room(8);
                buffer.putLong(value);
            }
        }

        void put(byte[] values) throws IOException {
            int at = 0;
            while (at < values.length) {
                room(1);
                int some = Math.min(buffer.remaining(), values.length - at);
                buffer.put(values, at, some);
                at += some;
            }
        }

        void put(String value) throws IOException {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            put(bytes.length);
            put(bytes);
        }
    }
}
