package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockCheck;
import io.promsh.tsdb.BlockSizes;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Label rules, digests, what is present, and a block as a tar. */
class RecoveryPartsTest {
    private static Labels labels(String... pairs) {
        return Labels.of(pairs);
    }

    @Test
    void labelsThatTheSourceAddsToEverythingAreTakenOff() {
        LabelRules rules = LabelRules.learn(
                Set.of(labels("__name__", "up", "job", "a"), labels("__name__", "up", "job", "b")),
                Set.of(
                        labels("__name__", "up", "job", "a", "cluster", "eu", "zone", "1"),
                        labels("__name__", "up", "job", "b", "cluster", "eu", "zone", "2")),
                List.of());
        assertEquals(Set.of("cluster"), rules.stripped());
        assertEquals(
                labels("__name__", "up", "job", "a", "zone", "1"),
                rules.apply(labels("__name__", "up", "job", "a", "cluster", "eu", "zone", "1")));
    }

    @Test
    void aLabelThatIsUsedHereStaysEvenWhenItIsConstantThere() {
        LabelRules rules = LabelRules.learn(
                Set.of(labels("__name__", "up", "job", "a")), Set.of(labels("__name__", "up", "job", "b")), List.of());
        assertEquals(Set.of(), rules.stripped());
        LabelRules told = LabelRules.learn(Set.of(), Set.of(labels("__name__", "up", "job", "b")), List.of("job"));
        assertEquals(labels("__name__", "up"), told.apply(labels("__name__", "up", "job", "b")));
    }

    @Test
    void boundsAreSpeltAsTheyAreHere() {
        LabelRules rules = LabelRules.learn(
                Set.of(
                        labels("le", "1.0", "x", "1"),
                        labels("le", "+Inf"),
                        labels("quantile", "0.50"),
                        labels("le", "2"),
                        labels("le", "2.0")),
                Set.of(),
                List.of());
        assertEquals(labels("le", "1.0"), rules.apply(labels("le", "1")));
        assertEquals(labels("le", "+Inf"), rules.apply(labels("le", "+Inf")));
        assertEquals(labels("quantile", "0.50"), rules.apply(labels("quantile", "0.5")));
        assertEquals(labels("le", "2"), rules.apply(labels("le", "2")), "spelt in two ways here: left alone");
        assertEquals(labels("le", "3"), rules.apply(labels("le", "3")));
        assertEquals(labels("le", "1.0"), LabelRules.of(rules.toJson()).apply(labels("le", "1")));
    }

    @Test
    void digestsAddUpInAnyOrderAndSeeEveryBit() {
        SeriesDigest forth = new SeriesDigest();
        SeriesDigest back = new SeriesDigest();
        for (int i = 0; i < 100; i++) {
            forth.add(i, Double.doubleToRawLongBits(i * 0.1));
            back.add(99 - i, Double.doubleToRawLongBits((99 - i) * 0.1));
        }
        assertTrue(forth.isSameAs(back));
        back.add(5, 0x7FF0000000000002L);
        assertTrue(forth.isSameAs(back), "stale markers do not count");
        SeriesDigest zero = new SeriesDigest();
        SeriesDigest minusZero = new SeriesDigest();
        zero.add(1, Double.doubleToRawLongBits(0.0));
        minusZero.add(1, Double.doubleToRawLongBits(-0.0));
        assertFalse(zero.isSameAs(minusZero));
        SeriesDigest later = new SeriesDigest();
        later.add(2, Double.doubleToRawLongBits(0.0));
        assertFalse(zero.isSameAs(later));
    }

    @Test
    void whatATwinHasNearbyIsPresent() {
        TimeRange window = new TimeRange(Instant.ofEpochMilli(0), Instant.ofEpochMilli(1000));
        PresentSamples present = new PresentSamples(window);
        Labels labels = labels("__name__", "m");
        present.add(Series.of(labels, new long[] {100, 200, 1500}, new double[] {1, 2, 3}));
        assertTrue(present.has(labels, 100, 0));
        assertTrue(present.has(labels, 140, 50));
        assertFalse(present.has(labels, 150, 50));
        assertTrue(present.has(labels, 1480, 50));
        assertFalse(present.has(labels("__name__", "other"), 100, 50));
        assertEquals(2, present.digest(labels).count(), "outside of the window nothing is digested");
    }

    @Test
    void aBlockGoesThroughATarUnchanged(@TempDir Path folder) throws Exception {
        Instant now = Instant.parse("2025-08-03T18:56:00Z");
        Path blocks = Files.createDirectory(folder.resolve("blocks"));
        String ulid;
        try (BlockBuilder builder = new BlockBuilder(blocks, BlockSizes.twoHours(), now)) {
            builder.append(labels("__name__", "m"), now.toEpochMilli(), 1);
            ulid = builder.finish().blocks().get(0).ulid();
        }
        Path tar = folder.resolve("block.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            BlockTar.write(blocks.resolve(ulid), ulid, 65_534, 65_534, out);
        }
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Process process = new ProcessBuilder("tar", "--no-same-owner", "-xf", tar.toString())
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals(List.of(), BlockCheck.folder(unpacked.resolve(ulid)).problems());
    }
}
