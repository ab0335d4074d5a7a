package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.VectorSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of servers before 2.2: symbols and series are named by their place in the file. Built here by hand. */
class IndexVersionOneTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");

    private static Path block(Path folder) {
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), NOW)) {
            for (int i = 0; i < 12; i++) {
                int series = builder.series(
                        Labels.of("__name__", i % 3 == 0 ? "up" : "cars_total", "lane", "l" + i, "spur", "\u00fcber"));
                for (int j = 0; j < 300; j++) {
                    builder.append(series, 1_754_200_800_000L + 15_000L * j + i, i + j * 0.25);
                }
            }
            return folder.resolve(builder.finish().blocks().get(0).ulid());
        }
    }

    /** The same series in an index of version 1, as its format says; nothing of the writer of version 2 is used. */
    private static byte[] versionOne(Path index) throws IOException {
        IndexReader read = new IndexReader(MappedFile.of(index), "index");
        List<IndexReader.Entry> entries = new ArrayList<>();
        read.forEachInFile(entries::add, at -> {});
        TreeSet<String> symbols = new TreeSet<>();
        entries.forEach(entry -> entry.labels().forEach((name, value) -> symbols.addAll(List.of(name, value))));
        ByteSink out = new ByteSink(4096).u32(0xBAAAD700).u8(1);
        long[] toc = new long[6];
        toc[0] = out.size();
        ByteSink section = new ByteSink(1024).u32(symbols.size());
        Map<String, Integer> places = new HashMap<>();
        for (String symbol : symbols) {
            places.put(symbol, out.size() + 4 + section.size());
            section.str(symbol);
        }
        framed(out, section);
        toc[1] = out.size();
        Map<String, Map<String, List<Integer>>> postings = new TreeMap<>();
        for (IndexReader.Entry entry : entries) {
            int id = out.size();
            ByteSink body = new ByteSink(256).uvarint(entry.labels().size());
            entry.labels().forEach((name, value) -> {
                body.uvarint(places.getOrDefault(name, -1)).uvarint(places.getOrDefault(value, -1));
                list(postings, name, value).add(id);
            });
            list(postings, "", "").add(id);
            body.uvarint(entry.chunks());
            for (int i = 0; i < entry.chunks(); i++) {
                if (i == 0) {
                    body.varint(entry.minTimes()[0]).uvarint(entry.maxTimes()[0] - entry.minTimes()[0]);
                    body.uvarint(entry.references()[0]);
                } else {
                    body.uvarint(entry.minTimes()[i] - entry.maxTimes()[i - 1]);
                    body.uvarint(entry.maxTimes()[i] - entry.minTimes()[i]);
                    body.varint(entry.references()[i] - entry.references()[i - 1]);
                }
            }
            out.uvarint(body.size());
            int start = out.size();
            out.bytes(body.array(), 0, body.size()).crcFrom(start);
        }
        pad(out);
        toc[4] = out.size();
        ByteSink table = new ByteSink(1024)
                .u32(postings.values().stream().mapToInt(Map::size).sum());
        postings.forEach((name, values) -> values.forEach((value, ids) -> {
            pad(out);
            table.u8(2).str(name).str(value).uvarint(out.size());
            ByteSink list = new ByteSink(64).u32(ids.size());
            ids.forEach(list::u32);
            framed(out, list);
            pad(out);
        }));
        toc[5] = out.size();
        framed(out, table);
        int start = out.size();
        for (long place : toc) {
            out.u64(place);
        }
        return out.crcFrom(start).toByteArray();
    }

    private static List<Integer> list(Map<String, Map<String, List<Integer>>> postings, String name, String value) {
        return postings.computeIfAbsent(name, key -> new TreeMap<>()).computeIfAbsent(value, key -> new ArrayList<>());
    }

    private static void pad(ByteSink out) {
        while (out.size() % 4 != 0) {
            out.u8(0);
        }
    }

    private static void framed(ByteSink out, ByteSink section) {
        out.u32(section.size());
        int start = out.size();
        out.bytes(section.array(), 0, section.size()).crcFrom(start);
    }

    private static String samples(Path block, String selector) {
        VectorSelector parsed = (VectorSelector) PromqlParser.parse(selector).expr();
        return GoldenSeries.of(TsdbBlock.open(block).series(parsed.matchers())).toString();
    }

    @Test
    void isReadLikeVersionTwo(@TempDir Path folder) throws IOException {
        Path block = block(folder);
        List<String> selectors = List.of(
                "{__name__=~\".+\"}",
                "up",
                "cars_total{lane=~\"l1.*\"}",
                "{spur=\"\u00fcber\",lane!=\"l3\"}",
                "{lane=\"\"}");
        List<String> before =
                selectors.stream().map(selector -> samples(block, selector)).toList();
        assertTrue(before.get(1).contains("l9"), before.get(1));
        byte[] second = Files.readAllBytes(block.resolve("index"));
        byte[] first = versionOne(block.resolve("index"));
        Files.write(block.resolve("index"), first);
        assertEquals(
                before,
                selectors.stream().map(selector -> samples(block, selector)).toList());
        assertEquals(List.of(), BlockCheck.folder(block).problems());
        assertEquals(List.of("__name__", "lane", "spur"), TsdbBlock.open(block).labelNames());
        // Taken for version 2, its places would be numbers: never other series, but a named failure.
        first[4] = 2;
        Files.write(block.resolve("index"), first);
        assertThrows(Failure.class, () -> samples(block, selectors.get(0)));
        second[4] = 9;
        Files.write(block.resolve("index"), second);
        assertTrue(assertThrows(Failure.class, () -> TsdbBlock.open(block))
                .message()
                .contains("an index of version 9"));
    }
}
