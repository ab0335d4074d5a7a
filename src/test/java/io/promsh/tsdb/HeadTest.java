package io.promsh.tsdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.model.Labels;
import io.promsh.promql.Corpora;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a live server, head chunks, torn ends and what is not understood. */
class HeadTest {
    private static Map<Labels, List<String>> logged(List<JsonNode> records) {
        Map<Long, Labels> names = new HashMap<>();
        Map<Labels, List<String>> series = new TreeMap<>(CodePointOrder.LABELS);
        for (JsonNode record : records) {
            if (record.get("record").textValue().equals("series")) {
                names.put(record.get("ref").longValue(), GoldenSeries.labels(record.get("labels")));
            } else if (record.get("record").textValue().equals("sample")) {
                Labels labels = names.getOrDefault(record.get("ref").longValue(), Labels.EMPTY);
                series.computeIfAbsent(labels, key -> new ArrayList<>())
                        .add(GoldenSeries.sample(
                                record.get("t").longValue(),
                                GoldenSeries.bits(record.get("v").textValue())));
            }
        }
        return series;
    }

    @Test
    void theLogOfALiveServerIsReadWhole() {
        Corpora corpora = Corpora.require();
        Map<Labels, List<String>> expected = logged(corpora.lines("tsdb/golden/live/wal.expected.jsonl"));
        assertTrue(expected.size() > 3, expected.keySet().toString());
        DataDirectory live = DataDirectory.open(corpora.path("tsdb/golden/live"));
        assertEquals(
                expected.toString(),
                GoldenSeries.of(live.head().series(List.of())).toString());
        assertEquals(List.of(), live.notes());
    }

    private static Path copyOfLog(Path folder) throws IOException {
        Path log = Files.createDirectories(folder.resolve("wal")).resolve("00000000");
        return Files.copy(Corpora.require().path("tsdb/golden/live/wal/00000000"), log);
    }

    @Test
    void aTornLogGivesWhatItHasAndSaysSo(@TempDir Path folder) throws IOException {
        Path log = copyOfLog(folder);
        long whole = samples(DataDirectory.open(folder));
        byte[] bytes = Files.readAllBytes(log);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        Files.write(log, java.util.Arrays.copyOf(bytes, end - 40));
        DataDirectory torn = DataDirectory.open(folder);
        long left = samples(torn);
        assertTrue(left > 0 && left < whole, left + " of " + whole);
        assertEquals(1, torn.notes().size());
    }

    @Test
    void anyFlippedByteOfTheLogGivesNoOtherSamples(@TempDir Path folder) throws IOException {
        Path log = copyOfLog(folder);
        Map<Labels, List<String>> whole =
                GoldenSeries.of(DataDirectory.open(folder).head().series(List.of()));
        byte[] bytes = Files.readAllBytes(log);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            Files.write(log, damaged);
            DataDirectory directory = DataDirectory.open(folder);
            Map<Labels, List<String>> read = GoldenSeries.of(directory.head().series(List.of()));
            boolean isSame = read.equals(whole);
            read.forEach((labels, samples) ->
                    assertTrue(whole.getOrDefault(labels, List.of()).containsAll(samples), labels.toString()));
            assertTrue(isSame || !directory.notes().isEmpty(), "flipped at " + i);
        }
    }

    private static long samples(DataDirectory directory) {
        return directory.head().series(List.of()).stream()
                .mapToLong(StoredSeries::count)
                .sum();
    }

    @Test
    void zstdIsNamed(@TempDir Path folder) throws IOException {
        byte[] data = {1, 2, 3};
        ByteSink fragment = new ByteSink(16).u8(0b10001).u8(0).u8(data.length);
        fragment.u32(ByteCursor.crc(ByteBuffer.wrap(data), 0, data.length)).bytes(data, 0, data.length);
        Files.write(Files.createDirectories(folder.resolve("wal")).resolve("00000000"), fragment.toByteArray());
        DataDirectory directory = DataDirectory.open(folder);
        assertEquals(0, samples(directory));
        assertTrue(directory.notes().get(0).contains("zstd"), directory.notes().toString());
    }

    @Test
    void headChunksJoinTheLogAndRepeatNothing(@TempDir Path folder) throws IOException {
        copyOfLog(folder);
        List<StoredSeries> before = DataDirectory.open(folder).head().series(List.of());
        String expected = GoldenSeries.of(before).toString();
        XorEncoder encoder = new XorEncoder();
        Samples first = before.get(0).samples();
        // What the log has too, and one sample from before it.
        encoder.append(first.time(0) - 5000, 0x7FF0000000000002L);
        for (int i = 0; i < first.size(); i++) {
            encoder.append(first.time(i), first.bits(i));
        }
        byte[] chunk = encoder.toByteArray();
        long reference = 0;
        for (JsonNode line : Corpora.require().lines("tsdb/golden/live/wal.expected.jsonl")) {
            if (line.get("record").textValue().equals("series")
                    && GoldenSeries.labels(line.get("labels"))
                            .equals(before.get(0).labels())) {
                reference = line.get("ref").longValue();
            }
        }
        ByteSink file = new ByteSink(256).u32(0x0130BC91).u32(0x01000000);
        int start = file.size();
        file.u64(reference).u64(encoder.minTime()).u64(encoder.maxTime()).u8(1).uvarint(chunk.length);
        file.bytes(chunk, 0, chunk.length).crcFrom(start);
        file.bytes(new byte[100], 0, 100);
        Files.write(Files.createDirectories(folder.resolve("chunks_head")).resolve("000001"), file.toByteArray());
        DataDirectory joined = DataDirectory.open(folder);
        String added = GoldenSeries.sample(first.time(0) - 5000, 0x7FF0000000000002L);
        assertEquals(
                expected.replaceFirst("=\\[", "=[" + added + ", "),
                GoldenSeries.of(joined.head().series(List.of())).toString());
        assertEquals(List.of(), joined.notes());
    }

    @Test
    void anyFlippedByteOfHeadChunksGivesNoOtherSamples(@TempDir Path folder) throws IOException {
        ByteSink log = new ByteSink(256).u8(1).u64(7).uvarint(1);
        log.uvarint(8).bytes("__name__".getBytes(US_ASCII), 0, 8).uvarint(1).u8('m');
        byte[] record = log.toByteArray();
        ByteSink fragment = new ByteSink(64).u8(1).u8(0).u8(record.length);
        fragment.u32(ByteCursor.crc(ByteBuffer.wrap(record), 0, record.length)).bytes(record, 0, record.length);
        Files.write(Files.createDirectories(folder.resolve("wal")).resolve("00000000"), fragment.toByteArray());
        ByteSink file = new ByteSink(256).u32(0x0130BC91).u32(0x01000000);
        XorEncoder encoder = new XorEncoder();
        for (int i = 0; i < 40; i++) {
            encoder.append(1_754_000_000_000L + 15_000L * i + i % 3, Double.doubleToRawLongBits(i / 7.0));
            if (i % 10 == 9) {
                byte[] chunk = encoder.toByteArray();
                int start = file.size();
                file.u64(7).u64(encoder.minTime()).u64(encoder.maxTime()).u8(1).uvarint(chunk.length);
                file.bytes(chunk, 0, chunk.length).crcFrom(start);
                encoder.clear();
            }
        }
        int end = file.size();
        byte[] whole = file.bytes(new byte[100], 0, 100).toByteArray();
        Path chunks = Files.createDirectories(folder.resolve("chunks_head")).resolve("000001");
        Files.write(chunks, whole);
        List<String> expected = GoldenSeries.of(
                        DataDirectory.open(folder).head().series(List.of()))
                .getOrDefault(Labels.of("__name__", "m"), List.of());
        assertEquals(40, expected.size());
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            Files.write(chunks, damaged);
            DataDirectory directory = DataDirectory.open(folder);
            List<String> read = GoldenSeries.of(directory.head().series(List.of()))
                    .getOrDefault(Labels.of("__name__", "m"), List.of());
            assertTrue(expected.containsAll(read), "flipped at " + i);
            // Three bytes of the head and what follows the last chunk stand for nothing.
            boolean isIdle = (i > 4 && i < 8) || i >= end;
            assertTrue(isIdle ? read.equals(expected) : !directory.notes().isEmpty(), "not named: flipped at " + i);
        }
    }
}
