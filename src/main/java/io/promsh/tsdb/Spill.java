package io.promsh.tsdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chunks on their way into blocks, apart by the window of the block: in memory up to a bound, then in a file for each window. The
 * files lie in a folder that is thrown away at the end.
 */
final class Spill {
    private static final int HEAD_BYTES = 4 + 1 + 8 + 8 + 4;

    private final Path folder;
    private final long memoryBytes;
    private final TreeMap<Long, Heap> heaps = new TreeMap<>();
    private @Nullable Heap last;
    private long held;

    Spill(Path folder, long memoryBytes) {
        this.folder = folder;
        this.memoryBytes = memoryBytes;
    }

    /** What a window has. */
    static final class Heap {
        private final BlockSizes.Window window;
        private final Path file;
        private ByteSink memory = new ByteSink(1024);
        private long filed;
        private int chunks;

        Heap(BlockSizes.Window window, Path file) {
            this.window = window;
            this.file = file;
        }

        BlockSizes.Window window() {
            return window;
        }

        int chunks() {
            return chunks;
        }
    }

    /** Adds what the encoder has; it is the caller's to clear. */
    void add(BlockSizes.Window window, int series, XorEncoder chunk) {
        ByteSink to = begin(window, series, ChunkEncoding.XOR, chunk.minTime(), chunk.maxTime(), chunk.length());
        chunk.writeTo(to);
        end();
    }

    void add(BlockSizes.Window window, int series, Chunk chunk) {
        int length = chunk.data().length;
        begin(window, series, chunk.encoding(), chunk.minTime(), chunk.maxTime(), length)
                .bytes(chunk.data(), 0, length);
        end();
    }

    private ByteSink begin(
            BlockSizes.Window window, int series, ChunkEncoding encoding, long min, long max, int length) {
        Heap heap = last;
        if (heap == null || heap.window.start() != window.start()) {
            heap = heaps.computeIfAbsent(window.start(), start -> new Heap(window, folder.resolve("window-" + start)));
            last = heap;
        }
        held += HEAD_BYTES + length;
        heap.chunks++;
        return heap.memory.u32(series).u8(encoding.code()).u64(min).u64(max).u32(length);
    }

    private void end() {
        if (held > memoryBytes) {
            heaps.values().forEach(Spill::file);
            held = 0;
        }
    }

    private static void file(Heap heap) {
        if (heap.memory.size() == 0) {
            return;
        }
        try (FileChannel channel = FileChannel.open(heap.file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(heap.memory.array(), 0, heap.memory.size());
            while (bytes.hasRemaining()) {
                heap.filed += channel.write(bytes);
            }
        } catch (IOException e) {
            throw MappedFile.failure(heap.file, e);
        }
        heap.memory = new ByteSink(1024);
    }

    /** Returns the windows that have chunks, in order of time. */
    List<Heap> heaps() {
        return new ArrayList<>(heaps.values());
    }

    /** Chunks of one window in memory that is mapped or plain. */
    static final class Reader {
        private final ByteBuffer bytes;
        private final int[] places;
        private final int[] series;

        private Reader(ByteBuffer bytes, int chunks) {
            this.bytes = bytes;
            places = new int[chunks];
            series = new int[chunks];
            int at = 0;
            for (int i = 0; i < chunks; i++) {
                places[i] = at;
                series[i] = bytes.getInt(at);
                at += HEAD_BYTES + bytes.getInt(at + HEAD_BYTES - 4);
            }
        }

        int chunks() {
            return places.length;
        }

        int series(int i) {
            return series[i];
        }

        Chunk chunk(int i) {
            int at = places[i];
            byte[] data = new byte[bytes.getInt(at + HEAD_BYTES - 4)];
            bytes.get(at + HEAD_BYTES, data);
            return new Chunk(
                    ChunkEncoding.of(bytes.get(at + 4)).orElseThrow(),
                    bytes.getLong(at + 5),
                    bytes.getLong(at + 13),
                    data);
        }
    }

    /** Reads a window's chunks, in the order in which they came. */
    static Reader read(Heap heap) {
        if (heap.filed == 0) {
            return new Reader(ByteBuffer.wrap(heap.memory.array(), 0, heap.memory.size()), heap.chunks);
        }
        file(heap);
        return new Reader(MappedFile.of(heap.file), heap.chunks);
    }

    /** Forgets a window that is written. */
    static void release(Heap heap) {
        heap.memory = new ByteSink(0);
    }
}
