package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tsdb list|inspect|dump} through the whole program, in every form. */
@SuppressWarnings("StringConcatToTextBlock") // a line of a file is a line here
class TsdbCommandsTest {
    private static final Instant NOON = Instant.parse("2025-08-03T12:00:00Z");

    @TempDir
    private Path home;

    private Path data;
    private String ulid;

    @BeforeEach
    void makeBlock() throws IOException {
        data = Files.createDirectory(home.resolve("my data"));
        try (BlockBuilder builder = new BlockBuilder(data, BlockSizes.twoHours(), NOON)) {
            for (int i = 0; i < 3; i++) {
                builder.append(Labels.of("__name__", "up", "job", "a\u001b" + i), NOON.toEpochMilli() + 1, i * 0.5);
            }
            builder.append(Labels.of("__name__", "odd"), NOON.toEpochMilli(), -0.0);
            builder.append(Labels.of("__name__", "odd"), NOON.toEpochMilli() + 15_000, Double.NaN);
            ulid = builder.finish().blocks().get(0).ulid();
        }
    }

    private Result run(String line) {
        return new PromshRun(home).run("-c", line);
    }

    @Test
    void listNamesEachBlockWithItsFigures() {
        Result result = run("tsdb list -o jsonl '" + data + "'").exits(0);
        assertTrue(
                result.out().startsWith("{\"block\":\"" + ulid + "\",\"start\":\"2025-08-03T12:00:00"), result.out());
        assertTrue(result.out().contains("\"samples\":5,\"series\":4,\"chunks\":4,"), result.out());
        assertTrue(result.out().contains("\"level\":1,\"deletions\":0,\"state\":\"ok\"}"), result.out());
    }

    @Test
    void everyFormListsDumpsAndInspects() {
        for (String command : List.of("list", "inspect", "dump")) {
            for (String format : List.of("table", "json", "jsonl", "csv", "tsv", "markdown")) {
                Result result = run("tsdb " + command + " -o " + format + " '" + data + "'")
                        .exits(0);
                String expected = command.equals("list") ? ulid : "odd";
                assertTrue(result.out().contains(expected), format + ": " + result.out());
            }
        }
        String openMetrics =
                run("tsdb dump -o openmetrics '" + data + "' odd").exits(0).out();
        assertEquals("odd -0 1754222400\nodd NaN 1754222415\n# EOF\n", openMetrics);
    }

    @Test
    void dumpGivesSeriesValueAndTime() {
        run("tsdb dump '" + data + "' odd").exits(0).prints("odd -0 1754222400000\nodd NaN 1754222415000\n");
        run("tsdb dump --start 2025-08-03T12:00:10Z --end 2025-08-03T13:00:00Z '" + data + "' {__name__=~\"od.*\"}")
                .exits(0)
                .prints("odd NaN 1754222415000\n");
        run("tsdb dump --fail-on-empty '" + data + "' nothing").exits(3).printsNothing();
    }

    @Test
    void controlCharactersReachNoTerminal() {
        Result shown = new PromshRun(home).onTerminal().run("-c", "tsdb dump '" + data + "' up");
        assertTrue(shown.exits(0).out().indexOf('\u001b') < 0, shown.out());
    }

    @Test
    void inspectCountsByMetric() {
        run("tsdb inspect -o csv '" + data + "'")
                .exits(0)
                .prints("metric,series,samples,size,first,last,holds\r\n"
                        + "up,3,3,48,2025-08-03T12:00:00.001Z,2025-08-03T12:00:00.001Z,floats\r\n"
                        + "odd,1,2,22,2025-08-03T12:00:00.000Z,2025-08-03T12:00:15.000Z,floats\r\n");
    }

    @Test
    void damageIsNamedAndCounts() throws IOException {
        Path chunks = data.resolve(ulid).resolve("chunks/000001");
        byte[] bytes = Files.readAllBytes(chunks);
        bytes[20] ^= 1;
        Files.write(chunks, bytes);
        run("tsdb list '" + data + "'").exits(0);
        run("tsdb list --check '" + data + "'")
                .exits(7)
                .notes("chunks/000001 is damaged: the checksum of the chunk at 8");
        run("tsdb dump '" + data + "'").exits(1).notes("is damaged");
        Files.write(data.resolve(ulid).resolve("index"), new byte[10]);
        run("tsdb list '" + data + "'").exits(0).notes("index is damaged");
    }

    @Test
    void whatIsNoDataDirectoryIsRefused() throws IOException {
        Path empty = Files.createDirectory(home.resolve("empty"));
        run("tsdb list " + empty).exits(1).notes("neither blocks nor a log");
        run("tsdb list " + home.resolve("nowhere")).exits(2).notes("there is no folder");
        run("tsdb dump").exits(2).notes("tsdb dump");
        run("tsdb dump " + empty + " rate(x[5m])").exits(2).notes("no selector");
    }
}
