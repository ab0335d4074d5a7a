package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ExecResult;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.testing.RealPrometheus;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promtool, a real Prometheus and a real Docker engine as judges of what was imported. */
@Tag("integration")
class ImportIT {
    private static final int SERIES = 20;
    private static final int SAMPLES = 480;

    @TempDir
    Path home;

    private static String text(Instant start, Duration every, String metric, int series, int samples) {
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < series; s++) {
            for (int i = 0; i < samples; i++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s{series=\"%d\"} %s %d%n",
                        metric,
                        s,
                        (i + s) / 8.0,
                        start.plus(every.multipliedBy(i)).getEpochSecond()));
            }
        }
        return text.append("# EOF\n").toString();
    }

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    private String count(String address, String metric, String window) {
        return answer(address, "sum(count_over_time(" + metric + "[" + window + "]))");
    }

    private String answer(String address, String query) {
        return promsh().with("PROMETHEUS_QUERY_URL", address)
                .run("-o", "tsv", "-c", query)
                .exits(0)
                .out()
                .strip()
                .replaceFirst(".*\t", "");
    }

    /** Blocks come while the server runs, and are served at its next look; promtool finds the same samples in them. */
    @Test
    void isServedByARunningServerAndTakenByItsReceiver() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        Instant now = Clock.systemUTC().instant();
        Path old = Files.writeString(
                home.resolve("old.om"),
                text(now.minus(Duration.ofDays(3)), Duration.ofMinutes(3), "old", SERIES, SAMPLES));
        try (RealPrometheus server = RealPrometheus.on(data, "--web.enable-remote-write-receiver")) {
            // Asked by name, the server says what it keeps: ten years, and not the default.
            promsh().run("-c", "import " + old + " --to " + data + " --server " + server.address())
                    .exits(0);
            assertEquals(
                    SERIES * SAMPLES,
                    RealPrometheus.promtool("tsdb", "dump", data.toString())
                            .lines()
                            .filter(line -> line.startsWith("{__name__=\"old\""))
                            .count());
            String list = RealPrometheus.promtool("tsdb", "list", data.toString());
            for (Path block : TsdbBlock.foldersIn(data)) {
                assertTrue(list.contains(block.getFileName().toString()), list);
            }

            Path fresh = Files.writeString(
                    home.resolve("fresh.om"),
                    text(now.minus(Duration.ofMinutes(40)), Duration.ofSeconds(5), "fresh", SERIES, SAMPLES));
            promsh().run("-c", "import " + fresh + " --to " + server.address())
                    .exits(0)
                    .isSilentOn("left out");
            assertEquals(Integer.toString(SERIES * SAMPLES), count(server.address(), "fresh", "1h"));
            double sum = 0;
            for (int i = 0; i < SERIES * SAMPLES; i++) {
                sum += (i % SAMPLES + i / SAMPLES) / 8.0;
            }
            assertEquals(sum, Double.parseDouble(answer(server.address(), "sum(sum_over_time(fresh[1h]))")));

            BenchProject.await(
                    "blocks in the running server",
                    () -> count(server.address(), "old", "4d").equals(Integer.toString(SERIES * SAMPLES)));
        }
    }

    /** An export in every format comes back as the blocks that its samples came from; what was changed on the way is noticed. */
    @Test
    void bringsAnExportBackFromEveryFormat() throws IOException {
        Instant start = Clock.systemUTC().instant().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
        String window = "--start " + start + " --end " + start.plus(Duration.ofDays(1));
        Path export = home.resolve("export");
        try (RealPrometheus server =
                RealPrometheus.start(text(start, Duration.ofMinutes(3), "kept", SERIES, SAMPLES))) {
            promsh().with("PROMETHEUS_QUERY_URL", server.address())
                    .run(
                            "-c",
                            "export kept " + window + " --out " + export
                                    + " --format json,openmetrics,csv,csv-wide,text")
                    .exits(0);
        }
        String dumped = "";
        for (String format :
                List.of("", " --format json", " --format openmetrics", " --format csv", " --format text")) {
            Path data = Files.createDirectory(home.resolve("data" + format.replace(" ", "")));
            Files.createDirectory(data.resolve("wal"));
            promsh().run("-c", "import " + export + format + " --to " + data).exits(0);
            String dump = RealPrometheus.promtool("tsdb", "dump", data.toString());
            String samples = String.join(
                    "\n", dump.lines().filter(line -> line.startsWith("{")).toList());
            assertEquals(SERIES * SAMPLES, samples.lines().count(), format);
            assertTrue(dumped.isEmpty() || dumped.equals(samples), format);
            dumped = samples;
        }
        Path file = export.resolve("kept.csv");
        Files.writeString(file, Files.readString(file).replaceFirst(",0\r\n", ",1\r\n"));
        promsh().run("-c", "import " + export + " --to " + Files.createDirectory(home.resolve("other")))
                .exits(1)
                .notes("kept.csv: it has changed");
    }

    /** Without the flag a server has no receiver: it says so, and what to do. */
    @Test
    void saysThatAServerTakesNoRemoteWrite() throws IOException {
        Path file = Files.writeString(
                home.resolve("m.om"),
                text(Clock.systemUTC().instant().minus(Duration.ofHours(1)), Duration.ofSeconds(15), "m", 1, 10),
                UTF_8);
        try (RealPrometheus server = RealPrometheus.start("")) {
            promsh().run("-c", "import " + file + " --to " + server.address())
                    .exits(1)
                    .notes("HTTP 404")
                    .notes("--web.enable-remote-write-receiver");
        }
    }

    /** A volume of a running Compose project gets the blocks, with the owner of what is there, so that the server there may delete them one day. */
    @Test
    void goesIntoTheVolumeOfARunningContainer() throws IOException {
        RealDocker docker = RealDocker.shared();
        try (BenchProject project = docker.project(Files.createDirectory(home.resolve("project")), "safe")) {
            String volume = docker.engine().volumes().stream()
                    .map(one -> one.name())
                    .filter(name -> name.startsWith(project.name()) && name.contains("prom"))
                    .findFirst()
                    .orElseThrow();
            Instant start = Clock.systemUTC().instant().minus(Duration.ofDays(2));
            Path file = Files.writeString(
                    home.resolve("v.om"), text(start, Duration.ofMinutes(3), "in_volume", SERIES, SAMPLES));
            PromshRun run = promsh();
            docker.environment().forEach(run::with);
            String ulid = run.run("-o", "tsv", "-c", "import " + file + " --to " + volume)
                    .exits(0)
                    .out()
                    .substring(0, 26);
            String container = project.container("prometheus").id();
            ExecResult listed =
                    docker.engine().exec(container, List.of("ls", "-ln", "/prometheus"), Duration.ofSeconds(30));
            String block = line(listed.out(), ulid);
            String log = line(listed.out(), "wal");
            assertEquals(owner(log), owner(block), listed::out);
        }
    }

    private static String line(String listing, String ending) {
        return listing.lines()
                .filter(line -> line.endsWith(" " + ending))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + ending + " in " + listing));
    }

    /** User and group of a line of {@code ls -ln}. */
    private static String owner(String line) {
        String[] words = line.split(" +", -1);
        return words[2] + ":" + words[3];
    }
}
