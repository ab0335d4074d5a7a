package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.promsh.docker.Container;
import io.promsh.testing.RealDocker;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Compose and the engine really do to data on each kind of storage, against what promsh says when the same is typed there
 * before. The gate may be stricter than the truth, never laxer, and never cries wolf over what is persistent. One project goes
 * through all rows, because to make one takes longer than most of them.
 */
@Tag("integration")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class TruthTableIT {
    private static final String KEPT =
            "image keep, classic keep, listed keep, layer keep, named keep, bind keep, memory keep";
    private static final String REMOVED =
            "image dangling, classic dangling, listed dangling, layer lost, named keep, bind keep, memory lost";
    private static final String REMOVED_WITH_VOLUMES = REMOVED.replace("dangling", "lost");
    private static final String ALL_GONE = REMOVED_WITH_VOLUMES.replace("named keep", "named lost");

    private Path home;
    private TruthBench bench;

    @BeforeAll
    void open(@TempDir Path folder, @TempDir Path newHome) throws IOException {
        home = newHome;
        bench = new TruthBench(folder);
        bench.open();
    }

    @AfterAll
    void clear() {
        if (bench != null) {
            bench.clear();
        }
    }

    private interface Operation {
        void run() throws IOException;
    }

    private PromshRun.Result promsh(String typed) {
        return bench.promsh(home, typed.replaceFirst("^compose ", "compose --project " + bench.name() + " "));
    }

    /** Asks promsh, then does it, and holds the one against the other. */
    private void row(String typed, String expected, Operation operation) throws IOException {
        bench.mark();
        Map<String, StatePath> before = bench.state();
        before.forEach((kind, path) -> assertEquals(TruthBench.KINDS.get(kind), path.storage(), kind));
        PromshRun.Result said = promsh(typed).exits(5);
        assertEquals(before, bench.state(), typed + " was refused, and changed nothing");
        operation.run();
        Map<String, String> fates = bench.fates(before);
        assertEquals(
                expected,
                TruthBench.KINDS.keySet().stream()
                        .map(kind -> kind + " " + fates.get(kind))
                        .collect(Collectors.joining(", ")));
        for (String kind : TruthBench.KINDS.keySet()) {
            agrees(said.err(), Objects.requireNonNull(before.get(kind)), Objects.requireNonNull(fates.get(kind)));
        }
        bench.sweep();
    }

    private static void agrees(String said, StatePath path, String fate) {
        String about = said.lines()
                .filter(line -> line.contains(path.service() + ": " + path.path() + " on "))
                .findFirst()
                .orElse("");
        if (path.storage().isPersistent()) {
            assertEquals("", about, "a refusal that cries wolf");
            return;
        }
        if (said.contains("is never done here") || said.contains("is not done here") || fate.equals("keep")) {
            return;
        }
        Map<Storage, String> words = Map.of(
                Storage.ANONYMOUS, "is left behind in a volume without a name",
                Storage.LAYER, "is deleted with the container",
                Storage.MEMORY, "is gone with the stop");
        String expected = Objects.requireNonNull(words.get(path.storage()));
        assertTrue(about.contains(expected), path.service() + " is " + fate + ", and promsh said: " + said);
        assertEquals(path.storage() == Storage.ANONYMOUS, fate.equals("dangling"), "the words are true");
    }

    /** What is left where Compose puts another container in a service's place. */
    private String recreated() throws IOException {
        // The second version of Compose carries an image's volume over; the first sees it in images of the older
        // builder only.
        String carried = REMOVED.replace("listed dangling", "listed keep");
        if (!bench.isFirst()) {
            carried = carried.replace("image dangling", "image keep");
        }
        boolean isSeen = !bench.isFirst() || bench.hasClassicImages();
        return isSeen ? carried.replace("classic dangling", "classic keep") : carried;
    }

    @Test
    @Order(1)
    void upWithoutAChangeLosesNothing() throws IOException {
        row("compose up -d", KEPT, () -> bench.compose("up", "-d"));
    }

    @Test
    @Order(2)
    void restartsOfContainersAndOfTheEngineLoseMemoryOnly() throws IOException {
        row("compose restart", KEPT.replace("memory keep", "memory lost"), () -> {
            bench.compose("restart", "-t", "1");
            bench.docker().stop();
            bench.docker().revive();
            bench.compose("start");
            bench.compose("kill");
            bench.docker().kill();
            bench.docker().revive();
            bench.compose("up", "-d");
        });
    }

    @Test
    @Order(3)
    void whatTheGateLetsPassKeepsWhatItTouches() throws IOException {
        bench.mark();
        Map<String, StatePath> before = bench.state();
        promsh("compose stop -t 1 image classic listed layer named bind").exits(0);
        promsh("compose start").exits(5).notes("memory: /prometheus on memory is gone");
        promsh("compose up -d --no-deps --force-recreate named bind").exits(0);
        bench.compose("start");
        promsh("compose --force " + bench.name() + " rm -sf named").exits(0);
        promsh("compose up -d --no-deps named").exits(0);
        assertEquals(KEPT, words(bench.fates(before)));
    }

    private static String words(Map<String, String> fates) {
        return fates.entrySet().stream()
                .map(fate -> fate.getKey() + " " + fate.getValue())
                .collect(Collectors.joining(", "));
    }

    @Test
    @Order(4)
    void rmWithVolumesDeletesWhatHasNoName() throws IOException {
        row("compose rm -sfv", REMOVED_WITH_VOLUMES, () -> {
            bench.compose("rm", "-sfv");
            bench.compose("up", "-d");
        });
    }

    @Test
    @Order(5)
    void dockerRmWithVolumesDoesTheSame() throws IOException {
        row("docker rm -fv prometheus", REMOVED_WITH_VOLUMES, () -> {
            bench.docker(all("rm", "-fv"));
            bench.compose("up", "-d");
        });
    }

    private String[] all(String... before) {
        List<String> words = new ArrayList<>(List.of(before));
        bench.engine().containers(Map.of()).stream().map(Container::id).forEach(words::add);
        return words.toArray(String[]::new);
    }

    @Test
    @Order(6)
    void rmLosesWhatIsNotPersistent() throws IOException {
        promsh("docker rm -f prometheus").exits(5).notes("is not done here");
        row("compose rm -sf", REMOVED, () -> {
            bench.compose("rm", "-s", "-f", "image", "classic", "listed");
            bench.docker(all("rm", "-f"));
            bench.compose("up", "-d");
        });
    }

    @Test
    @Order(7)
    void upWithAChangeLosesWhatIsNotPersistent() throws IOException {
        row("compose up -d", recreated(), () -> {
            bench.write("two", false);
            bench.compose("up", "-d", "-t", "1");
        });
    }

    @Test
    @Order(8)
    void upWithANewImageLosesTheSame() throws IOException {
        String expected = recreated();
        row("compose up -d --no-build", expected, () -> {
            bench.newImage("prom/prometheus:table", "prom/prometheus:table");
            bench.newImage("prom/prometheus:classic", "prom/prometheus:classic");
            bench.newImage("grafana/grafana:table", "grafana/grafana:table");
            bench.compose("up", "-d", "-t", "1");
        });
        bench.docker("tag", "prom/prometheus:latest", "prom/prometheus:table");
    }

    @Test
    @Order(9)
    void aForcedRecreateLosesTheSame() throws IOException {
        bench.compose("up", "-d", "-t", "1");
        row(
                "compose up -d --force-recreate",
                recreated(),
                () -> bench.compose("up", "-d", "--force-recreate", "-t", "1"));
    }

    @Test
    @Order(10)
    void upWithRenewedVolumesLosesWhatItWouldCarryOver() throws IOException {
        row("compose up -d -V", REMOVED, () -> {
            bench.write("three", false);
            bench.compose("up", "-d", "-V", "-t", "1");
        });
    }

    @Test
    @Order(11)
    void downLosesWhatIsNotPersistent() throws IOException {
        row("compose down", REMOVED, () -> {
            bench.compose("down", "-t", "1");
            bench.compose("up", "-d");
        });
    }

    @Test
    @Order(12)
    void downWithVolumesDeletesNamedOnesToo() throws IOException {
        row("compose down -v", ALL_GONE, () -> {
            bench.compose("down", "-v", "-t", "1");
            bench.compose("up", "-d");
        });
    }

    /** From version 23 on a prune of volumes leaves those with names. */
    private String pruned() {
        return bench.engine().version().major() < 23 ? ALL_GONE : REMOVED_WITH_VOLUMES;
    }

    @Test
    @Order(13)
    void aPruneDeletesWhatDownLeft() throws IOException {
        row("docker volume prune -f", pruned(), () -> {
            bench.compose("down", "-t", "1");
            bench.docker("volume", "prune", "-f");
            bench.compose("up", "-d");
        });
        row("docker system prune -f --volumes", pruned(), () -> {
            bench.docker(all("stop", "-t", "1"));
            bench.docker("system", "prune", "-f", "--volumes");
            bench.images();
            bench.compose("up", "-d");
        });
        promsh("docker container prune -f").exits(5).notes("is never done here");
    }

    @Test
    @Order(14)
    void aProjectOfAnotherNameStartsWithEmptyVolumes() throws IOException {
        row("compose down", REMOVED.replace("named keep", "named aside"), () -> {
            bench.compose("down", "-t", "1");
            bench.rename(RealDocker.unique("renamed"));
            bench.compose("up", "-d");
        });
    }

    @Test
    @Order(15)
    void theSecondVersionOfComposeCarriesVolumesOverAndTheFirstDoesNotCarryThemBack() throws IOException {
        assertTrue(bench.isFirst() || !"true".equals(System.getenv("CI")), "CI has the first version of Compose");
        assumeTrue(bench.isFirst(), "only the second version of Compose is here");
        String carried = KEPT.replace("layer keep", "layer lost").replace("memory keep", "memory lost");
        row("compose up -d", carried, bench::takeOverAsSecond);
        promsh("compose ps").exits(1).notes("there is no Compose 2 on this machine");
        row("compose up -d", recreated(), () -> bench.compose("up", "-d", "-t", "1"));
    }

    /** The second loss of the incident: what the file says is not what the container mounts. */
    @Test
    @Order(16)
    void aNamedVolumeInTheFileIsNotYetOneInTheContainer() throws IOException {
        boolean isCarried = bench.isFirst() && bench.hasClassicImages();
        String expected = KEPT.replace("image keep", "image dangling");
        row("compose up -d", isCarried ? expected : expected.replace("classic keep", "classic dangling"), () -> {
            bench.write("three", true);
            bench.compose("up", "-d", "-t", "1");
        });
        assertEquals(Storage.NAMED, state("image").storage());
        assertEquals(
                isCarried ? Storage.ANONYMOUS : Storage.NAMED, state("classic").storage());
        if (isCarried) {
            bench.mark();
            String left = state("classic").where();
            promsh("compose down").exits(5).notes("classic: /prometheus on anonymous volume " + left.substring(0, 12));
            bench.compose("down", "-t", "1");
            bench.compose("up", "-d");
            assertEquals(Storage.NAMED, state("classic").storage());
            promsh("rescue list --quick -o csv").exits(0).contains("orphan,Prometheus," + left);
        }
    }

    private StatePath state(String kind) {
        return Objects.requireNonNull(bench.state().get(kind));
    }
}
