package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.promql.Corpora;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that promtool, a server and another writer made: every bit is read, and written again the same. */
class GoldenBlocksTest {
    private static final String GOLDEN = "tsdb/golden/";

    private record Golden(Path folder, String expected) {}

    private static Stream<Golden> blocks(Corpora corpora) {
        Path byPromtool = corpora.path(GOLDEN + "blocks-by-promtool");
        Stream<Golden> promtool = TsdbBlock.foldersIn(byPromtool).stream()
                .map(folder ->
                        new Golden(folder, GOLDEN + "blocks-by-promtool/" + folder.getFileName() + ".expected.jsonl"));
        Stream<Golden> snapshot = TsdbBlock.foldersIn(corpora.path(GOLDEN + "live/snapshot")).stream()
                .map(folder -> new Golden(folder, GOLDEN + "live/snapshot.expected.jsonl"));
        return Stream.concat(promtool, snapshot);
    }

    @Test
    void everySampleIsRead() {
        Corpora corpora = Corpora.require();
        List<Golden> all = blocks(corpora).toList();
        assertEquals(12, all.size());
        for (Golden golden : all) {
            TsdbBlock block = TsdbBlock.open(golden.folder());
            assertEquals(
                    GoldenSeries.of(corpora.lines(golden.expected())).toString(),
                    GoldenSeries.of(block.series(List.of())).toString(),
                    golden.expected());
        }
    }

    @Test
    void deletedSamplesAreNotRead() {
        Corpora corpora = Corpora.require();
        TsdbBlock block = withTombstone(corpora);
        assertEquals(1, block.deletions());
        // Its writer used another NaN than the golden file's words stand for.
        assertEquals(
                GoldenSeries.of(corpora.lines(GOLDEN + "block-with-tombstone.expected.jsonl"))
                        .toString(),
                GoldenSeries.of(block.series(List.of())).toString().replace("7ff8000000000000", "7ff8000000000001"));
    }

    private static TsdbBlock withTombstone(Corpora corpora) {
        return TsdbBlock.open(corpora.path(GOLDEN + "block-with-tombstone"));
    }

    @Test
    void chunksEncodeToTheSameBytes() {
        blocks(Corpora.require())
                .forEach(golden -> TsdbBlock.open(golden.folder())
                        .forEachSeries(
                                List.of(),
                                series -> series.chunks().forEach(chunk -> {
                                    XorEncoder encoder = new XorEncoder();
                                    XorDecoder decoder = chunk.decoder();
                                    while (decoder.next()) {
                                        encoder.append(decoder.time(), decoder.bits());
                                    }
                                    assertArrayEquals(chunk.data(), encoder.toByteArray());
                                    assertEquals(chunk.minTime(), encoder.minTime());
                                    assertEquals(chunk.maxTime(), encoder.maxTime());
                                })));
    }

    @Test
    void wholeBlocksHaveNoProblems() {
        blocks(Corpora.require()).forEach(golden -> {
            BlockReport report = BlockCheck.folder(golden.folder());
            assertEquals(List.of(), report.problems(), golden.expected());
            assertTrue(report.samples() > 0);
            assertEquals(report.meta().orElseThrow().samples(), report.samples());
        });
    }

    @Test
    void matchersSelectAsPromqlDoes() {
        TsdbBlock block = withTombstone(Corpora.require());
        List<Labels> all = labels(block, List.of());
        assertEquals(40, all.size());
        List<LabelMatcher> each = List.of(
                new LabelMatcher("n", MatchOperator.EQUAL, "3"),
                new LabelMatcher("n", MatchOperator.NOT_EQUAL, "3"),
                new LabelMatcher("n", MatchOperator.REGEX, "1.|2"),
                new LabelMatcher("n", MatchOperator.NOT_REGEX, "1.*"),
                new LabelMatcher("extra", MatchOperator.EQUAL, ""),
                new LabelMatcher("extra", MatchOperator.NOT_EQUAL, ""),
                new LabelMatcher("extra", MatchOperator.REGEX, "e0|"),
                new LabelMatcher("nowhere", MatchOperator.REGEX, ".*"),
                new LabelMatcher("nowhere", MatchOperator.REGEX, ".+"),
                new LabelMatcher("__name__", MatchOperator.EQUAL, "py_metric"));
        for (LabelMatcher one : each) {
            for (LabelMatcher other : each) {
                List<LabelMatcher> both = List.of(one, other);
                List<Labels> expected =
                        all.stream().filter(SeriesMatch.labels(both)).toList();
                assertEquals(expected, labels(block, both), both.toString());
            }
        }
    }

    private static List<Labels> labels(TsdbBlock block, List<LabelMatcher> matchers) {
        return block.series(matchers).stream().map(StoredSeries::labels).toList();
    }

    @Test
    void aBlockRebuiltFromSamplesAndFromChunksIsTheSame(@TempDir Path folder) {
        blocks(Corpora.require()).forEach(golden -> {
            TsdbBlock block = TsdbBlock.open(golden.folder());
            List<StoredSeries> series = block.series(List.of());
            String expected = GoldenSeries.of(series).toString();
            for (boolean asChunks : List.of(false, true)) {
                String ulid = Ulid.create(java.time.Instant.EPOCH);
                try (BlockWriter writer = new BlockWriter(folder, ulid)) {
                    for (StoredSeries one : series) {
                        writer.series(one.labels());
                        if (asChunks) {
                            one.chunks().forEach(writer::chunk);
                        } else {
                            Samples samples = one.samples();
                            for (int i = 0; i < samples.size(); i++) {
                                writer.sample(samples.time(i), samples.bits(i));
                            }
                        }
                    }
                    BlockMeta meta = writer.finish();
                    writer.publish();
                    assertEquals(block.meta().samples(), meta.samples());
                    assertEquals(block.meta().minTime(), meta.minTime());
                }
                TsdbBlock again = TsdbBlock.open(folder.resolve(ulid));
                assertEquals(expected, GoldenSeries.of(again.series(List.of())).toString());
                assertEquals(List.of(), BlockCheck.folder(again.folder()).problems());
            }
        });
    }

    @Test
    void labelNamesAndValuesAreListed() {
        TsdbBlock block = withTombstone(Corpora.require());
        assertEquals(List.of("__name__", "extra", "k", "n"), block.labelNames());
        List<String> values = new ArrayList<>(block.labelValues("n"));
        assertEquals(40, values.size());
        assertEquals(1, block.seriesCount("n", values.get(0)));
    }
}
