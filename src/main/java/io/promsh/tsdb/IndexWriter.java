package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the series of a new block, a few bytes for each chunk, and writes its index (version 2) at the end. */
final class IndexWriter {
    private final Map<String, Integer> symbols = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** Series one after the other: labels as symbols in the order of their first use, then the chunks as in the index. */
    private final ByteSink collected = new ByteSink(64 * 1024);

    private int series;

    IndexWriter() {
        symbol("");
    }

    /** Adds a series, which must come after the last in the order of labels. */
    void add(Labels labels, ByteSink chunks, int chunkCount) {
        collected.uvarint(labels.size());
        for (String text : CodePointOrder.pairs(labels)) {
            collected.uvarint(symbol(text));
        }
        collected.uvarint(chunkCount);
        collected.uvarint(chunks.size());
        collected.bytes(chunks.array(), 0, chunks.size());
        series++;
    }

    private int symbol(String text) {
        Integer known = symbols.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(text);
        return texts.size() - 1;
    }

    int series() {
        return series;
    }

    void write(Path target) {
        Integer[] order = new Integer[texts.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> CodePointOrder.compare(texts.get(left), texts.get(right)));
        int[] numbers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            numbers[order[i]] = i;
        }
        FileSink file = new FileSink(target);
        try {
            file.write(new ByteSink(8).u32(IndexToc.MAGIC).u8(2));
            long symbolsAt = file.at();
            ByteSink list = new ByteSink(4096).u32(order.length);
            for (int number : order) {
                list.str(texts.get(number));
            }
            file.section(list);
            file.pad(16);
            long seriesAt = file.at();
            Lists lists = writeSeries(file, numbers);
            long postingsAt = file.at();
            ByteSink table = writePostings(file, lists, order);
            long tableAt = file.at();
            file.section(table);
            // Without label indices their places are the position that writing had reached.
            ByteSink toc = new ByteSink(64)
                    .u64(symbolsAt)
                    .u64(seriesAt)
                    .u64(postingsAt)
                    .u64(tableAt);
            file.write(toc.u64(postingsAt).u64(tableAt).crcFrom(0));
            file.close();
        } catch (RuntimeException e) {
            file.abandon();
            throw e;
        }
    }

    /** Series ids by pair of symbols, both by their place in the sorted list. */
    private static final class Lists {
        private final Map<Long, Ids> byPair = new HashMap<>();
        private final Ids all = new Ids();

        void add(int name, int value, int id) {
            byPair.computeIfAbsent((long) name << 32 | value, key -> new Ids()).add(id);
        }
    }

    private static final class Ids {
        private int[] ids = new int[4];
        private int size;

        void add(int id) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = id;
        }
    }

    private Lists writeSeries(FileSink file, int[] numbers) {
        Lists lists = new Lists();
        ByteCursor from =
                new ByteCursor(ByteBuffer.wrap(collected.array(), 0, collected.size()), 0, collected.size(), "index");
        ByteSink body = new ByteSink(1024);
        ByteSink frame = new ByteSink(1024);
        while (from.hasMore()) {
            file.pad(16);
            long id = file.at() / 16;
            if (id > Integer.MAX_VALUE / 16) {
                throw io.promsh.failure.Failure.failed(
                        "the index would be larger than 2 GiB", "make blocks of a shorter time");
            }
            body.clear();
            int labels = from.count();
            body.uvarint(labels);
            for (int i = 0; i < labels; i++) {
                int name = numbers[from.count()];
                int value = numbers[from.count()];
                body.uvarint(name).uvarint(value);
                lists.add(name, value, (int) id);
            }
            lists.all.add((int) id);
            body.uvarint(from.count());
            byte[] chunks = from.take(from.count());
            body.bytes(chunks, 0, chunks.length);
            frame.clear();
            frame.uvarint(body.size());
            int start = frame.size();
            frame.bytes(body.array(), 0, body.size()).crcFrom(start);
            file.write(frame);
        }
        return lists;
    }

    private ByteSink writePostings(FileSink file, Lists lists, Integer[] order) {
        long[] pairs = lists.byPair.keySet().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        ByteSink table = new ByteSink(4096).u32(pairs.length + 1);
        ByteSink list = new ByteSink(4096);
        entry(table, "", "", write(file, list, lists.all));
        for (long pair : pairs) {
            String name = texts.get(order[(int) (pair >>> 32)]);
            String value = texts.get(order[(int) pair]);
            entry(table, name, value, write(file, list, lists.byPair.getOrDefault(pair, lists.all)));
        }
        return table;
    }

    private static void entry(ByteSink table, String name, String value, long at) {
        table.u8(2).str(name).str(value).uvarint(at);
    }

    private static long write(FileSink file, ByteSink list, Ids ids) {
        file.pad(4);
        long at = file.at();
        list.clear();
        list.u32(ids.size);
        for (int i = 0; i < ids.size; i++) {
            list.u32(ids.ids[i]);
        }
        file.section(list);
        return at;
    }
}
