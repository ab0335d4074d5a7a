package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.Values;
import io.promsh.promql.Corpora;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.TsdbBlock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockBuildTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final long T = 1_754_100_000_000L;

    @TempDir
    Path home;

    private Path data = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createDirectory(home.resolve("data"));
    }

    private Built build(ImportWindow window, Path... files) {
        return new BlockBuild(data, BlockSizes.twoHours())
                .build(
                        new ImportPlan(
                                Sources.of(List.of(files), Optional.empty(), Set.of()),
                                window,
                                OptionalLong.empty(),
                                NOW),
                        (samples, part) -> {});
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text, UTF_8);
    }

    private Map<Labels, NavigableMap<Long, Long>> contents() {
        return ImportPropertyTest.contents(data);
    }

    private static NavigableMap<Long, Long> samples(Object... timesAndValues) {
        NavigableMap<Long, Long> samples = new TreeMap<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            samples.put((Long) timesAndValues[i], Double.doubleToRawLongBits((Double) timesAndValues[i + 1]));
        }
        return samples;
    }

    /** The rule for several samples of one series at one time: the last read is kept, and what gave way is counted. */
    @Test
    void keepsTheLastOfSeveralSamplesAndCountsTheOthers() throws IOException {
        Path first = file("a.om", "m 1 1754100000\nm 2 1754100015\n# EOF\n");
        Path second = file("b.om", "m 2 1754100015\nm 9 1754100000\nm 0 1754099985\n# EOF\n");
        Built built = build(ImportWindow.ALL, first, second);
        assertEquals(Map.of(Labels.of("__name__", "m"), samples(T - 15_000, 0.0, T, 9.0, T + 15_000, 2.0)), contents());
        assertEquals(1, built.report().duplicates());
        assertEquals(1, built.report().conflicts());
        assertEquals(3, built.report().samples());
        assertEquals(5, built.reading().samples());
    }

    @Test
    void cutsToTheWindow() throws IOException {
        Path file = file("a.om", "m 1 1754100000\nm 2 1754100015\nm 3 1754100030\n# EOF\n");
        Built built = build(new ImportWindow(T + 15_000, T + 30_000), file);
        assertEquals(Map.of(Labels.of("__name__", "m"), samples(T + 15_000, 2.0)), contents());
        assertEquals(2, built.reading().outside());
        Failure nothing = assertThrows(Failure.class, () -> build(new ImportWindow(0, 1), file));
        assertEquals("all 3 samples lie outside the window", nothing.message());
    }

    @Test
    void importsNothingWhenOneLineOfOneFileIsBad() throws IOException {
        Path good = file("a.om", "m 1 1754100000\n# EOF\n");
        Path bad = file("b.om", "m 1 1754100000\nm oops 1754100015\n# EOF\n");
        Failure failure = assertThrows(Failure.class, () -> build(ImportWindow.ALL, good, bad));
        assertEquals("1 line cannot be read, and so nothing was imported", failure.message());
        assertEquals(List.of("  " + bad + ":2: 'oops' is not a number"), failure.detail());
        try (var left = Files.list(data)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** A gzip file that is cut anywhere, or has any byte changed, is noticed. */
    @Test
    void noticesDamagedPackedFiles() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append("m{i=\"")
                    .append(i * 7919 % 1000)
                    .append("\"} ")
                    .append(i)
                    .append(" 1754100000\n");
        }
        text.append("# EOF\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.toString().getBytes(UTF_8));
        }
        byte[] whole = packed.toByteArray();
        Path file = home.resolve("m.om.gz");
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, 40}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(Failure.class, () -> build(ImportWindow.ALL, file), "cut to " + length);
        }
        for (int at : new int[] {200, whole.length / 2, whole.length - 7, whole.length - 3}) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertThrows(Failure.class, () -> build(ImportWindow.ALL, file), "changed at " + at);
        }
        Files.write(file, whole);
        assertEquals(2_000, build(ImportWindow.ALL, file).reading().samples());
    }

    /** Blocks are the lossless way: stale markers and payloads of NaN come through, and so do a window's cut and an archive. */
    @Test
    void takesBlocksOverBitForBitAlsoFromAnArchive() throws IOException {
        Path source = Files.createDirectories(home.resolve("volume/prometheus"));
        double payload = Double.longBitsToDouble(0x7ff8dead0000beefL);
        double stale = Double.longBitsToDouble(Values.STALE_BITS);
        try (BlockBuilder builder = new BlockBuilder(source, BlockSizes.twoHours(), NOW)) {
            int series = builder.series(Labels.of("__name__", "m", "job", "x"));
            for (int i = 0; i < 1_000; i++) {
                builder.append(series, T + 15_000L * i, i % 100 == 7 ? payload : i % 100 == 8 ? stale : i);
            }
            builder.finish();
        }
        Map<Labels, NavigableMap<Long, Long>> expected = ImportPropertyTest.contents(source);
        assertEquals(Values.STALE_BITS, expected.values().iterator().next().get(T + 15_000L * 8));
        build(ImportWindow.ALL, source);
        assertEquals(expected, contents());

        Path archive = home.resolve("volume.tar.gz");
        tar(archive, home.resolve("volume"));
        DataDirectory.delete(data);
        Files.createDirectory(data);
        assertEquals(
                SourceKind.ARCHIVE,
                Sources.of(List.of(archive), Optional.empty(), Set.of()).get(0).kind());
        build(new ImportWindow(T + 15_000L * 5, T + 15_000L * 500), archive);
        NavigableMap<Long, Long> part = contents().values().iterator().next();
        assertEquals(expected.values().iterator().next().subMap(T + 15_000L * 5, T + 15_000L * 500), part);

        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), (int) Files.size(archive) - 30));
        Failure cut = assertThrows(Failure.class, () -> build(ImportWindow.ALL, archive));
        assertTrue(cut.message().contains("damaged or cut off"), cut::message);
    }

    private static void tar(Path archive, Path folder) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
                var all = Files.walk(folder)) {
            TarStream tar = new TarStream(out, new TarStream.Owner(65534, 65534), NOW);
            for (Path path : all.sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    tar.folder("data/" + name);
                } else {
                    tar.file("data/" + name, path);
                }
            }
            tar.end();
        }
    }

    @Test
    void namesADamagedBlockAndTakesNothing() throws IOException {
        Path source = Files.createDirectory(home.resolve("source"));
        try (BlockBuilder builder = new BlockBuilder(source, BlockSizes.twoHours(), NOW)) {
            int series = builder.series(Labels.of("__name__", "m"));
            for (int i = 0; i < 500; i++) {
                builder.append(series, T + 15_000L * i, Math.sin(i));
            }
            builder.finish();
        }
        Path chunks = TsdbBlock.foldersIn(source).get(0).resolve("chunks/000001");
        byte[] bytes = Files.readAllBytes(chunks);
        bytes[bytes.length / 2] ^= 1;
        Files.write(chunks, bytes);
        Failure failure = assertThrows(Failure.class, () -> build(ImportWindow.ALL, source));
        assertTrue(failure.detail().get(0).contains("checksum"), () -> "" + failure.detail());
        assertEquals(List.of(), TsdbBlock.foldersIn(data));
    }

    /** The log of a server that was copied while it ran: what is in no block yet comes too. */
    @Test
    void takesTheHeadOfADataDirectoryToo() {
        Path live = Corpora.require().path("tsdb/golden/live");
        Map<Labels, NavigableMap<Long, Long>> expected = new TreeMap<>();
        io.promsh.tsdb.DataDirectory.open(live).forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
            Samples samples = series.samples();
            NavigableMap<Long, Long> all = new TreeMap<>();
            for (int i = 0; i < samples.size(); i++) {
                all.put(samples.time(i), samples.bits(i));
            }
            expected.put(series.labels(), all);
        });
        build(ImportWindow.ALL, live);
        assertEquals(expected, contents());
        assertTrue(expected.values().stream().anyMatch(all -> all.containsValue(Values.STALE_BITS)), "a stale marker");
    }

    @Test
    void readsFoldersOfFiles() throws IOException {
        Path plain = Files.createDirectory(home.resolve("plain"));
        Files.writeString(plain.resolve("a.prom"), "a 1 1754100000000\n");
        Files.writeString(plain.resolve("b.csv"), "timestamp,b\n1754100000,2\n");
        assertEquals(2, build(ImportWindow.ALL, plain).reading().samples());
    }
}
