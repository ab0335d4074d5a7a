package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the samples of a real server were kept in, they come to the same: as blocks in a folder, and in a receiver of remote write. */
@Tag("integration")
class ImportEverySourceIT {
    private static final int SERIES = 3;
    private static final int SAMPLES = 200;

    @TempDir
    private Path home;

    private final Instant start = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
    private final Instant end = start.plus(Duration.ofHours(4));

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    private String openMetrics() {
        StringBuilder text = new StringBuilder("# TYPE kept gauge\n# HELP kept what is kept\n");
        for (int series = 0; series < SERIES; series++) {
            for (int i = 0; i < SAMPLES; i++) {
                double value = i % 50 == 7 ? -0.0 : i % 50 == 8 ? Double.NEGATIVE_INFINITY : (i + series) / 7.0;
                text.append("kept{lane=\"l ").append(series).append(",\u00e9\"} ");
                text.append(Double.isInfinite(value) ? "-Inf" : Double.toString(value));
                text.append(' ')
                        .append(start.plusSeconds(60L * i).getEpochSecond())
                        .append(".125\n");
            }
        }
        return text.append("# EOF\n").toString();
    }

    private String answer(RealPrometheus server) {
        return promsh().run("--target", server.address(), "-o", "jsonl", "-c", "query --at " + end + " kept[4h]")
                .exits(0)
                .out();
    }

    /** Every kind that the help of import names, made of the same server. */
    private Map<String, Path> sources(RealPrometheus server, Path blocks) throws Exception {
        Map<String, Path> all = new LinkedHashMap<>();
        all.put("OpenMetrics", Files.writeString(home.resolve("kept.om"), openMetrics()));
        Path packed = home.resolve("packed.om.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(openMetrics().getBytes(UTF_8));
        }
        all.put("OpenMetrics in gzip", packed);
        Path export = home.resolve("export");
        promsh().run(
                        "-c",
                        "export kept --target " + server.address() + " --start " + start + " --end " + end
                                + " --format json,csv --out " + export)
                .exits(0);
        all.put("export", export);
        all.put("CSV", Files.copy(export.resolve("kept.csv"), home.resolve("alone.csv")));
        String query = "/api/v1/query?query=" + URLEncoder.encode("kept[4h]", UTF_8) + "&time=" + end.getEpochSecond();
        Path json = home.resolve("answer.json");
        try (InputStream in = URI.create(server.address() + query).toURL().openStream()) {
            Files.copy(in, json);
        }
        all.put("JSON of the interface", json);
        all.put("blocks", blocks);
        for (String suffix : List.of("gz", "zst")) {
            Path archive = home.resolve("backup.tar." + suffix);
            Process tar = new ProcessBuilder("tar", "-caf", archive.toString(), "-C", blocks.toString(), ".")
                    .redirectErrorStream(true)
                    .start();
            assertEquals("", new String(tar.getInputStream().readAllBytes(), UTF_8));
            assertEquals(0, tar.waitFor());
            all.put("archive." + suffix, archive);
        }
        return all;
    }

    /** What ends too early is named, and nothing of it is taken. */
    private void cutOff() throws IOException {
        Path data = Files.createDirectory(home.resolve("empty"));
        for (String name : List.of("backup.tar.gz", "backup.tar.zst", "packed.om.gz", "answer.json")) {
            byte[] whole = Files.readAllBytes(home.resolve(name));
            Path cut = Files.write(home.resolve("cut-" + name), Arrays.copyOf(whole, whole.length * 3 / 4));
            promsh().run("-c", "import " + cut + " --to " + data).exits(1).notes(cut.toString());
            assertEquals(List.of(), TsdbBlock.foldersIn(data), name);
        }
    }

    @Test
    void comesToTheSame() throws Exception {
        Path original = Files.createDirectory(home.resolve("original"));
        promsh().run("-c", "import " + Files.writeString(home.resolve("first.om"), openMetrics()) + " --to " + original)
                .exits(0);
        String dumped = promsh().run("-c", "tsdb dump " + original).exits(0).out();
        assertEquals(SERIES * SAMPLES, dumped.lines().count());
        try (RealPrometheus server = RealPrometheus.on(original)) {
            String answer = answer(server);
            assertTrue(answer.contains("-Inf") && answer.contains("\"-0\""), answer);
            int number = 0;
            for (Map.Entry<String, Path> source : sources(server, original).entrySet()) {
                Path data = Files.createDirectory(home.resolve("data-" + number++));
                promsh().run("-c", "import " + source.getValue() + " --to " + data)
                        .exits(0);
                assertEquals(
                        dumped, promsh().run("-c", "tsdb dump " + data).exits(0).out(), () -> source.getKey());
                try (RealPrometheus receiver = RealPrometheus.start("", "--web.enable-remote-write-receiver")) {
                    promsh().run("-o", "csv", "-c", "import " + source.getValue() + " --to " + receiver.address())
                            .exits(0)
                            .contains(",1.0," + SERIES * SAMPLES + "," + SERIES * SAMPLES + ",");
                    assertEquals(answer, answer(receiver), () -> source.getKey());
                }
            }
            cutOff();
        }
    }
}
