package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.volume.archive.Tars;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The volume commands, as a user types them, on a real engine with a Prometheus that scrapes all the while. */
@Tag("integration")
class VolumesIT {
    @TempDir
    Path home;

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();
    private final String name = RealDocker.unique("volumes");
    private final List<String> containers = new ArrayList<>();
    private final Set<String> volumes = new HashSet<>();

    @AfterEach
    void remove() {
        containers.forEach(container -> engine.removeContainer(container, true));
        volumes.stream().filter(one -> engine.volume(one).isPresent()).forEach(engine::removeVolume);
    }

    private PromshRun.Result promsh(String line) {
        return new PromshRun(home)
                .clock(Clock.systemUTC())
                .with("DOCKER_HOST", docker.address())
                .with("XDG_STATE_HOME", home.toString())
                .run("-c", line);
    }

    private String volume(String suffix) {
        volumes.add(name + suffix);
        return name + suffix;
    }

    private String prometheus(String volume, String... flags) {
        List<String> command =
                new ArrayList<>(List.of("--storage.tsdb.path=/prometheus", "--storage.tsdb.retention.time=100y"));
        command.addAll(List.of(flags));
        String id = engine.createContainer(new ContainerWish(
                        "", "prom/prometheus:latest", List.of(), command, "", "bridge", Map.of(), Map.of(), List.of())
                .withVolume(volume, "/prometheus", false));
        containers.add(id);
        engine.start(id);
        BenchProject.await("a ready Prometheus", () -> answer(id, "/-/ready").contains("eady"));
        return id;
    }

    private String answer(String container, String path) {
        try {
            HttpAnswer answer = engine.http(container, 9090, "GET", path);
            return answer.isGood() ? answer.body() : "";
        } catch (Failure notYet) {
            return "";
        }
    }

    private String samples(String container, long until) {
        String query = URLEncoder.encode("{job=\"prometheus\"}[1h]", StandardCharsets.UTF_8);
        return answer(container, "/api/v1/query?query=" + query + "&time=" + until);
    }

    private Path newest(String volume) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("promsh/backups"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(volume + "-"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Waits until a server has stored samples of more than one scrape. */
    private void awaitSamples(String server) {
        BenchProject.await(
                "stored samples",
                () -> samples(server, System.currentTimeMillis() / 1000).contains("prometheus_tsdb_head_series"));
        long first = System.currentTimeMillis() / 1000;
        BenchProject.await("more samples", () -> System.currentTimeMillis() / 1000 > first + 2);
    }

    /** Backs a live server's volume up and restores it; a fresh server must answer with the very same samples. */
    private void givesBackTheSameSamples(String server, String live, String options, String consistency, String suffix)
            throws IOException {
        long until = System.currentTimeMillis() / 1000 - 1;
        String before = samples(server, until);
        assertTrue(before.length() > 1000, before);
        Path file = home.resolve("promsh/backups/" + live + "-" + consistency + suffix);
        String said = promsh("volume backup " + live + " --out " + file + options)
                .exits(0)
                .out();
        assertTrue(said.contains(consistency + ": "), said);
        String copy = volume("-copy-" + consistency);
        promsh("volume restore " + file + " " + copy).exits(0);
        String fresh = prometheus(copy, "--config.file=/dev/null");
        assertEquals(before, samples(fresh, until), consistency);
        containers.remove(fresh);
        engine.removeContainer(fresh, true);
    }

    /** Every way to a sound copy. */
    @Test
    void aBackupOfALivePrometheusGivesBackTheSameSamples() throws IOException {
        String live = volume("-live");
        String server = prometheus(live, "--config.file=/etc/prometheus/prometheus.yml", "--web.enable-admin-api");
        awaitSamples(server);
        givesBackTheSameSamples(server, live, "", "snapshot", ".tar.gz");
        givesBackTheSameSamples(server, live, " --stop", "stopped", ".tar.gz");
        assertEquals(
                List.of(),
                engine.exec(server, List.of("ls", "/prometheus/snapshots"), java.time.Duration.ofSeconds(30))
                        .out()
                        .lines()
                        .toList(),
                "the snapshot is removed");
        // By the volume's name: its newest backup, which was made of a stopped server and holds a log.
        PromshRun.Result deep = promsh("volume verify --deep " + live).exits(0);
        assertTrue(deep.out().contains("figures are those of the live server"), deep.out());
        // Every checksum is right, and a server told something else: that is noticed too.
        Path stopped = home.resolve("promsh/backups/" + live + "-stopped.tar.gz");
        promsh("volume verify --deep " + withOtherFigures(stopped))
                .exits(1)
                .notes("the restored server holds other samples than the live one did");
        String throwaway = "promsh-verify-" + ProcessHandle.current().pid() + "-";
        assertTrue(engine.volumes().stream().noneMatch(one -> one.name().startsWith(throwaway)), "nothing of it stays");
        String backups = promsh("volume backups " + live + " -o json").exits(0).out();
        assertTrue(backups.contains("\"depth\":3") && backups.contains("\"depth\":2"), backups);
    }

    @Test
    void soDoesOneWithoutTheAdminInterface() throws IOException {
        String live = volume("-closed");
        String server = prometheus(live, "--config.file=/etc/prometheus/prometheus.yml");
        awaitSamples(server);
        boolean isZstdThere = Files.isExecutable(Path.of("/usr/bin/zstd"));
        givesBackTheSameSamples(server, live, "", "paused", isZstdThere ? ".tar.zst" : ".tar.gz");
        givesBackTheSameSamples(server, live, " --live", "hot", ".tar.gz");
        assertTrue(engine.container(server).orElseThrow().state().isRunning());
    }

    /** Returns the same backup, but its manifest says that the live server had told another number of samples. */
    private Path withOtherFigures(Path file) throws IOException {
        String tar;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            tar = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        Matcher figure = Pattern.compile("\"the last 1 h: samples\" : ([0-9])").matcher(tar);
        assertTrue(figure.find(), "figures in the manifest");
        char other = figure.group(1).equals("9") ? '1' : (char) (figure.group(1).charAt(0) + 1);
        String changed = tar.substring(0, figure.start(1)) + other + tar.substring(figure.end(1));
        Path made = home.resolve("other.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(made))) {
            out.write(changed.getBytes(StandardCharsets.ISO_8859_1));
        }
        return made;
    }

    @Test
    void restoresOnlyWithConsentIntoWhatIsNotEmpty() throws IOException {
        String target = volume("-target");
        Path file =
                new Tars().file("folder/one", "1").file("folder/deep/two", "22").gzip(home.resolve("b.tar.gz"));
        promsh("volume restore " + file + " " + target).exits(0);
        promsh("volume restore " + file + " " + target).exits(5).notes("--force " + target);
        promsh("volume restore " + file + " " + target + " --force other")
                .exits(5)
                .notes("nothing was changed");
        Path other = new Tars().file("folder/three", "333").gzip(home.resolve("c.tar.gz"));
        PromshRun.Result forced = promsh("volume restore " + other + " " + target + " --force " + target)
                .exits(0);
        assertTrue(forced.out().contains("what was in it before"), forced.out());
        assertEquals(
                3,
                engine.volumeUsage()
                        .getOrDefault(target, new io.promsh.docker.VolumeUsage(-1, -1))
                        .sizeBytes());
        promsh("volume restore " + newest(target) + " " + target + " --force " + target)
                .exits(0);
        assertEquals(
                3,
                engine.volumeUsage()
                        .getOrDefault(target, new io.promsh.docker.VolumeUsage(-1, -1))
                        .sizeBytes());
    }

    @Test
    void aHostileOrDamagedArchiveMakesNoVolume() throws IOException {
        String target = volume("-hostile");
        Path hostile = new Tars().file("folder/../../etc/passwd", "x").gzip(home.resolve("h.tar.gz"));
        promsh("volume restore " + hostile + " " + target).exits(5).notes("leads out");
        Path damaged = home.resolve("d.tar.gz");
        Tars.backup(damaged, new Tars().file("v/one", "1").bytes());
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        assertTrue(promsh("volume restore " + damaged + " " + target).code() != 0);
        assertTrue(promsh("volume verify " + damaged).code() != 0);
        assertTrue(engine.volume(target).isEmpty());
    }

    @Test
    void listsAndInspectsWhatIsThere() {
        String compose = volume("_data");
        engine.createVolume(Volume.Wish.named(
                compose, Map.of("com.docker.compose.project", name, "com.docker.compose.volume", "data")));
        String row = promsh("volume list -o jsonl")
                .exits(0)
                .out()
                .lines()
                .filter(line -> line.contains(compose))
                .findFirst()
                .orElse("");
        assertTrue(row.contains("\"verdict\":\"unused\"") && row.contains("\"project\":\"" + name + "\""), row);
        String inspected = promsh("volume inspect " + compose).exits(0).out();
        assertTrue(inspected.contains("host location") && inspected.contains("/volumes/" + compose), inspected);
        promsh("volume inspect " + name + "_dat").exits(0);
        promsh("volume inspect no-such-volume").exits(1);
        promsh("volume backup no-such-volume").exits(1).notes("volume list");
        assertFalse(promsh("volume usage " + compose).exits(0).out().isEmpty());
    }

    /** Plans, findings and lists say twelve digits of a volume that nobody named: they can be typed. */
    @Test
    void aVolumeThatNobodyNamedIsMeantByItsFirstTwelveDigits() {
        String full = Long.toHexString(0x1000000000000000L | System.nanoTime()).repeat(4);
        volumes.add(full);
        engine.createVolume(Volume.Wish.named(full, Map.of()));
        String digits = full.substring(0, 12);
        promsh("volume list -o json").exits(0).contains(full);
        Path file = home.resolve("digits.tar.gz");
        promsh("volume backup " + digits + " --out " + file).exits(0).contains(full);
        promsh("volume verify " + digits).exits(0).contains(file.toString());
        promsh("volume backups " + digits).exits(0).contains(full);
        promsh("volume backup " + full.substring(0, 11)).exits(1).notes("there is no volume");
    }

    @Test
    void withoutAnEngineItSaysWhatToType() {
        PromshRun run = new PromshRun(home).with("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
        run.run("-c", "volume list").exits(4).notes("systemctl start docker");
        run.run("-c", "volume backups").exits(0);
        run.run("-c", "help volume list").exits(0);
    }

    @Test
    void printsATimerAndACronLine() throws IOException {
        String text = promsh("volume backup " + name + " --keep 7 --schedule daily --out " + home)
                .exits(0)
                .out();
        assertTrue(text.contains("OnCalendar=daily"), text);
        assertTrue(
                text.contains(
                        "17 3 * * * promsh -c 'volume backup " + name + " --out " + home + " --keep 7' >/dev/null"),
                text);
        promsh("volume backup x --schedule often").exits(2);
        promsh("volume backup x --keep 0").exits(2);
    }
}
