package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promsh.app.PromshRun.Result;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.Mount;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.volume.rescue.Handle;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incident replayed on a real engine: down loses from view, restart keeps, rescue saves, merge brings everything back. */
@Tag("integration")
class IncidentIT {
    private static final Pattern SAMPLE = Pattern.compile("\\[[0-9.]{10,},\"[^\"]*\"]");

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private final RealDocker docker = RealDocker.shared();

    private Result promsh(String... lines) {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        docker.environment().forEach(run::with);
        String[] arguments = Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(new String[] {"-c", line}))
                .toArray(String[]::new);
        return run.run(arguments);
    }

    @Test
    void everySampleThatAVolumeHoldsIsThereAtTheEnd() throws IOException {
        try (BenchProject project = docker.project(folder, "incident")) {
            project.awaitSamples("up{job=\"traffic\"}", 5);
            String name = project.name();
            String lost = volume(project, "prometheus");
            try {
                refusesWhatWouldLose(name);
                refusesABadConfiguration(name);
                restartKeeps(project, name);
                Set<String> before = times(project);
                project.compose("down");
                project.compose("up", "-d");
                project.awaitReady();
                assertFalse(times(project).containsAll(before), "down loses from view");
                findsWhatDownLost(lost);
                project.awaitSamples("up{job=\"traffic\"}", 3);
                rescueSaves(project, name);
                mergeBringsBack(project, name, lost, before);
                Set<String> all = times(project);
                downKeepsNow(project, name);
                assertTrue(times(project).containsAll(all), "down keeps what is on named volumes");
            } finally {
                project.compose("down", "-v", "-t", "2");
                if (docker.engine().volume(lost).isPresent()) {
                    docker.engine().removeVolume(lost);
                }
            }
        }
    }

    private void refusesWhatWouldLose(String name) {
        promsh("down " + name + " --force " + name)
                .exits(5)
                .notes("prometheus: /prometheus on anonymous volume")
                .notes("grafana: /var/lib/grafana on writable layer is deleted with the container")
                .notes("rescue prometheus");
        promsh("compose --project " + name + " up -d").exits(5).notes("would lose data");
        promsh("compose --project " + name + " down -v").exits(5).notes("-v deletes the volumes");
        promsh("compose --project " + name + " rm -sf grafana").exits(5).notes("grafana");
        promsh("docker volume prune -f").exits(5).notes("never done here");
        promsh("--read-only on", "restart prometheus --project " + name).exits(2);
    }

    private void refusesABadConfiguration(String name) throws IOException {
        Path file = folder.resolve("prometheus/prometheus.yml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("scrape_interval", "scrape_intervall"));
        promsh("restart prometheus --yes --project " + name)
                .exits(5)
                .notes("the server would not come up again")
                .notes("step 1 of 7")
                .notes("prometheus runs as before");
        Files.writeString(file, good);
    }

    private void restartKeeps(BenchProject project, String name) {
        Set<String> before = times(project);
        assertFalse(before.isEmpty(), "there are samples");
        String container = project.container("prometheus").id();
        promsh("restart prometheus --project " + name)
                .exits(5)
                .notes("restart prometheus")
                .notes("in a script give it with: --yes");
        Result result = promsh("restart prometheus grafana --yes --project " + name + " -o json");
        result.exits(0)
                .notes("nothing but the samples")
                .notes("it holds what it held")
                .notes("config: valid");
        assertTrue(result.out().contains("\"gapSeconds\""), result.out());
        assertEquals(container, project.container("prometheus").id());
        assertTrue(times(project).containsAll(before), "restart keeps");
    }

    private void findsWhatDownLost(String lost) {
        assertTrue(
                promsh("rescue list --quick -o csv").exits(0).out().contains("orphan,Prometheus," + lost + ",/,,20"));
        Result list = promsh("rescue list -o csv");
        String line =
                list.out().lines().filter(row -> row.contains(lost)).findFirst().orElse("");
        assertTrue(line.startsWith("orphan,Prometheus," + lost + ",/,20"), list.out());
        assertTrue(line.endsWith("rescue merge " + lost.substring(0, 12)), line);
    }

    private void rescueSaves(BenchProject project, String name) throws IOException {
        Set<String> before = times(project);
        String old = volume(project, "prometheus");
        promsh("rescue prometheus --project " + name).exits(5).notes("+      - prometheus_data:/prometheus");
        promsh("rescue prometheus --project " + name + " --yes")
                .exits(0)
                .notes("verify: equal")
                .notes("samples, as before");
        promsh("rescue grafana --project " + name + " --yes").exits(0).notes("verify: equal");
        assertEquals(name + "_prometheus_data", volume(project, "prometheus"));
        assertEquals(name + "_grafana_data", volume(project, "grafana"));
        assertTrue(times(project).containsAll(before), "rescue saves");
        assertTrue(docker.engine().volume(old).isPresent(), "nothing is deleted");
        assertTrue(listed(old).startsWith("brought back,Prometheus,"), "what was moved alarms nobody");
        docker.engine().removeVolume(old);
        String file = Files.readString(folder.resolve("docker-compose.yml"));
        assertTrue(file.contains("- grafana_data:/var/lib/grafana"), file);
        promsh("rescue prometheus --project " + name + " --yes").exits(1).notes("keeps its data safely");
    }

    private void mergeBringsBack(BenchProject project, String name, String lost, Set<String> before)
            throws IOException {
        String into = " --yes --into " + project.container("prometheus").name();
        Set<String> held = held(lost);
        assertTrue(held.size() > 100, held.size() + " samples");
        assertFalse(stored(project).containsAll(held));
        promsh("rescue merge " + lost.substring(0, 12) + into)
                .exits(0)
                .notes("all are there")
                .notes("is untouched");
        assertTrue(times(project).containsAll(before), "merge brings every sample back");
        held.removeAll(stored(project));
        assertEquals(Set.of(), held, "every sample that the volume holds is there");
        assertTrue(docker.engine().volume(lost).isPresent(), "the source is kept");
        promsh("rescue merge " + lost + into).exits(0).notes("already");
        assertTrue(
                docker.engine().volumes().stream()
                        .noneMatch(volume -> volume.name().startsWith("promsh-merge-")),
                "nothing is left behind");
        isRememberedUntilItGrows(lost);
        promsh("rescue merge " + name + "_prometheus_data" + into).exits(5).notes("runs on volume");
        promsh("rescue merge " + name + "_grafana_data" + into).exits(5);
    }

    private void isRememberedUntilItGrows(String lost) throws IOException {
        assertTrue(listed(lost).startsWith("brought back,Prometheus,"), listed(lost));
        assertTrue(listed(lost).endsWith(","), "nothing to type");
        String checked = "orphans," + lost.substring(0, 12) + ",";
        promsh("watchdog --once -o csv").contains("ok," + checked + "brought back on 20");
        try (Handle handle = Handle.on(
                        docker.engine(), docker.engine().images().get(0).id(), "test")
                .with(lost, "/data", false)
                .open()) {
            docker.engine().writeArchive(handle.id(), "/data/wal", out -> {
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
                tar.putArchiveEntry(new TarArchiveEntry("99999999"));
                tar.closeArchiveEntry();
                tar.finish();
            });
        }
        assertTrue(listed(lost).startsWith("orphan,Prometheus,"), "what grew since is never hidden");
        promsh("watchdog --once -o csv").contains("bad," + checked + "orphan: Prometheus");
    }

    private String listed(String volume) {
        return promsh("rescue list --quick -o csv")
                .exits(0)
                .out()
                .lines()
                .filter(line -> line.contains(volume))
                .findFirst()
                .orElse("");
    }

    /** All samples that a volume holds, as promtool reads them from a copy: labels, value, milliseconds. */
    private Set<String> held(String volume) {
        String reader = docker.engine()
                .createContainer(ContainerWish.neverStarted("prom/prometheus:latest", "test")
                        .withUser("0")
                        .withVolume(volume, "/held", true)
                        .running(
                                List.of("sh", "-c"),
                                List.of("cp -r /held /tmp/copy && promtool tsdb dump /tmp/copy && echo done")));
        try {
            docker.engine().start(reader);
            BenchProject.await("dump", () -> docker.engine().logs(reader, 1).equals(List.of("done")));
            return docker.engine().logs(reader, 1_000_000).stream()
                    .filter(line -> line.startsWith("{") && !line.contains(" NaN "))
                    .map(IncidentIT::sample)
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            docker.engine().removeContainer(reader, true);
        }
    }

    private static String sample(String line) {
        int time = line.lastIndexOf(' ');
        int value = line.lastIndexOf(' ', time - 1);
        String number = line.substring(value + 1, time).replace("Inf", "Infinity");
        return line.substring(0, value) + " " + Double.parseDouble(number) + line.substring(time);
    }

    /** All samples of the last hour that the server answers with, in the same form. */
    private static Set<String> stored(BenchProject project) throws IOException {
        String query = URLEncoder.encode("{__name__=~\".+\"}[1h]", StandardCharsets.UTF_8);
        JsonNode answer = new ObjectMapper().readTree(project.get("/api/v1/query?query=" + query));
        Set<String> samples = new TreeSet<>();
        for (JsonNode series : answer.path("data").path("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            String name = labels.entrySet().stream()
                    .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                    .collect(Collectors.joining(", ", "{", "}"));
            for (JsonNode sample : series.path("values")) {
                String value = sample.path(1).asText().replace("Inf", "Infinity");
                long millis = sample.path(0).decimalValue().movePointRight(3).longValue();
                samples.add(name + " " + Double.parseDouble(value) + " " + millis);
            }
        }
        return samples;
    }

    private void downKeepsNow(BenchProject project, String name) {
        promsh("down " + name).exits(5).notes("--force " + name);
        promsh("down " + name + " --force " + name).exits(0);
        project.compose("up", "-d");
        project.awaitReady();
    }

    private String volume(BenchProject project, String service) {
        return docker.engine().container(project.container(service).id()).orElseThrow().mounts().stream()
                .filter(mount -> mount.kind() == Mount.Kind.VOLUME)
                .map(Mount::name)
                .findFirst()
                .orElse("");
    }

    /** The timestamps of all stored samples of the incident's metric and of up. */
    private static Set<String> times(BenchProject project) {
        Set<String> times = new TreeSet<>();
        for (String selector : new String[] {"up[1h]", "traffic_vehicles_total[1h]"}) {
            String query = URLEncoder.encode(selector, StandardCharsets.UTF_8);
            String answer = project.get("/api/v1/query?query=" + query);
            for (String series : answer.split("\\{\"metric\":", -1)) {
                String labels = series.replaceFirst("(?s),\"values\".*", "");
                Matcher samples = SAMPLE.matcher(series.replaceFirst("(?s).*\"values\":", ""));
                while (samples.find()) {
                    times.add(labels + samples.group());
                }
            }
        }
        return times;
    }
}
