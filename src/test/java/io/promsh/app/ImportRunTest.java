package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code import} through the whole program; its clock stands at 2025-08-03 18:56. */
class ImportRunTest {
    @StartStop
    private final MockWebServer receiver = new MockWebServer();

    @TempDir
    Path home;

    private Path data = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        data = Files.createDirectory(home.resolve("data"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text, UTF_8);
    }

    private Path day() throws IOException {
        return file("day.om", "m{a=\"b\"} 1 1754172000\nm{a=\"b\"} 2.5 1754172015\nn 3 1754179200\n# EOF\n");
    }

    private PromshRun.Result run(String line, String... before) {
        String[] arguments = new String[before.length + 2];
        System.arraycopy(before, 0, arguments, 0, before.length);
        arguments[before.length] = "-c";
        arguments[before.length + 1] = line;
        return new PromshRun(home).run(arguments);
    }

    private List<Path> blocks() {
        return TsdbBlock.foldersIn(data);
    }

    @Test
    void listsTheBlocksThatItPutInPlace() throws IOException {
        PromshRun.Result result =
                run("import " + day() + " --to " + data, "-o", "csv").exits(0);
        assertEquals(1, blocks().size());
        String ulid = blocks().get(0).getFileName().toString();
        result.prints("block,start,end,series,samples,chunks\r\n" + ulid
                + ",2025-08-02T22:00:00.000Z,2025-08-03T00:00:00.001Z,2,3,2\r\n");
        result.notes("3 samples of 2 series in 1 block are in " + data);
    }

    @Test
    void writesEveryFormat() throws IOException {
        Path day = day();
        for (String format : List.of("json", "jsonl", "csv", "tsv", "markdown", "table")) {
            PromshRun.Result result = run("import --dry-run " + day + " --to " + data, "-o", format)
                    .exits(0);
            assertTrue(result.out().contains("2025-08-02T22:00:00"), format);
            result.notes("would go to");
            try (var left = Files.list(data)) {
                assertEquals(List.of(), left.toList());
            }
        }
        assertTrue(run("import --dry-run " + day + " --to " + data, "-o", "json")
                .out()
                .contains("\"samples\":3"));
    }

    @Test
    void isNotDoneTwiceUnlessAskedTo() throws IOException {
        Path day = day();
        run("import " + day + " --to " + data).exits(0);
        List<Path> first = blocks();
        run("import " + day + " --to " + data).exits(0).notes("was imported into " + data + " before");
        assertEquals(first, blocks());
        run("import --again " + day + " --to " + data)
                .exits(5)
                .notes("the time is covered already by 1 block: " + first.get(0).getFileName())
                .notes("--allow overlap");
        run("import --again --allow overlap " + day + " --to " + data).exits(0);
        assertEquals(2, blocks().size());
    }

    @Test
    void refusesWithTheExactTimeAndTheWayRoundIt() throws IOException {
        Path recent = file("recent.om", "m 1 1754220000\nm 2 1754243700\n# EOF\n");
        run("import " + recent + " --to " + data)
                .exits(5)
                .notes("samples up to 2025-08-03T17:55:00Z are newer than 2025-08-03T15:56:00Z")
                .notes("--end 2025-08-03T15:56:00Z");
        assertEquals(List.of(), blocks());
        Path old = file("old.om", "m 1 1744240000\n# EOF\n");
        run("import " + old + " --to " + data)
                .exits(5)
                .notes("1 block of 1 would be dropped: they end before 2025-07-19T18:56:00Z")
                .notes("--allow expired");
        run("import " + old + " --to " + data + " --retention 1y").exits(0);
        assertEquals(1, blocks().size());
    }

    @Test
    void namesEveryBadLineAndImportsNothing() throws IOException {
        Path bad = file("bad.om", "m 1 1754172000\nm{a=\"b} 2 1754172015\nm x 1754172015\n# EOF\n");
        PromshRun.Result refused =
                run("import " + day() + " " + bad + " --to " + data).exits(1);
        try (var left = Files.list(data)) {
            assertEquals(List.of(), left.toList(), "no trace in the directory");
        }
        refused.notes("2 lines cannot be read, and so nothing was imported")
                .notes(bad + ":2: the value of label a is not closed with '\"'")
                .notes(bad + ":3: 'x' is not a number");
        assertEquals(List.of(), blocks());
    }

    @Test
    void datesSamplesWithoutATimestamp() throws IOException {
        Path undated = file("page.prom", "# TYPE m gauge\nm 1\n");
        run("import " + undated + " --to " + data).exits(1).notes(undated + ":2: the sample has no timestamp");
        run("import " + undated + " --to " + data, "--at", "2025-08-01T00:00:00Z")
                .exits(0);
        assertEquals(1_754_006_400_000L, TsdbBlock.meta(blocks().get(0)).minTime());
    }

    @Test
    void cutsToTheEndsThatAreGiven() throws IOException {
        run("import --start 2025-08-02T22:00:10Z --end 2025-08-02T23:00:00Z " + day() + " --to " + data)
                .exits(0)
                .notes("2 samples outside --start and --end");
        assertEquals(1, TsdbBlock.meta(blocks().get(0)).samples());
    }

    @Test
    void saysWhatIsMissingOnTheLine() throws IOException {
        run("import").exits(2).notes("import needs DIR|FILE...");
        run("import " + day()).exits(2).notes("--to DATA_DIR, VOLUME or TARGET");
        run("import nothing.om --to " + data).exits(2).notes("there is no nothing.om");
        run("import " + day() + " --to " + home.resolve("nowhere")).exits(2).notes("there is no directory");
        run("import " + day() + " --to " + data + " --allow all").exits(2).notes("'all' cannot be allowed");
        run("import " + day() + " --to " + data + " --format zip").exits(2).notes("'zip' is no format");
        run("import " + day() + " --to " + data, "--read-only").exits(5);
        assertEquals(List.of(), blocks());
    }

    @Test
    void sendsByRemoteWriteAndGoesOnWhereItStood() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            text.append("m ").append(i).append(' ').append(1_754_172_000 + i).append('\n');
        }
        Path file = file("many.om", text + "# EOF\n");
        String to = " --to http://127.0.0.1:" + receiver.getPort() + "/api/v1/push";
        receiver.enqueue(new MockResponse.Builder().code(415).build());
        receiver.enqueue(new MockResponse.Builder().code(204).build());
        receiver.enqueue(new MockResponse.Builder().code(400).body("too old").build());
        run("import " + file + to).exits(1).notes("/api/v1/push refused the samples with HTTP 400: too old");
        for (int i = 0; i < 3; i++) {
            receiver.enqueue(new MockResponse.Builder().code(204).build());
        }
        run("import " + file + to, "-o", "csv")
                .exits(0)
                .prints("receiver,remote write,samples,stored,sent before,requests,retries\r\n" + "http://127.0.0.1:"
                        + receiver.getPort() + "/api/v1/push,1.0,7000,7000,5000,2,1\r\n");
    }
}
