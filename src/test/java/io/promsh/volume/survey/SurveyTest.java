package io.promsh.volume.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.docker.ComposeVolume;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.testing.FakeDocker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The verdicts, and how long a disk holds out. */
class SurveyTest {
    private static final String ANONYMOUS = "8abf60".repeat(10) + "8abf";

    private static Volume compose(String project, String volume) {
        return FakeDocker.volume(project + "_" + volume, new ComposeVolume(project, volume, "").labels());
    }

    private static String verdict(FakeDocker engine, String name) {
        return Survey.of(engine).stream()
                .filter(place -> place.name().equals(name))
                .map(place -> place.verdict().word() + (place.twin().isEmpty() ? "" : " of " + place.twin()))
                .findFirst()
                .orElse("not there");
    }

    @Test
    void judgesEveryKindOfPlace() {
        Mount host = new Mount(Mount.Kind.BIND, "", "/srv/alerts", "/alertmanager", "", true);
        FakeDocker engine = new FakeDocker()
                .with(compose("new", "data"), 1)
                .with(compose("old", "data"), 1)
                .with(FakeDocker.volume("byhand_data", Map.of()), 1)
                .with(FakeDocker.volume("unrelated", Map.of()), 1)
                .with(FakeDocker.volume(ANONYMOUS, Map.of()), 1)
                .with(new Volume("memory", "local", "", Optional.empty(), Map.of(), Map.of("type", "tmpfs")), 1)
                .with(FakeDocker.service(
                        "new",
                        "prometheus",
                        "prom/prometheus",
                        List.of(FakeDocker.volumeAt("new_data", "/prometheus"))))
                .with(FakeDocker.service("new", "redis", "redis", List.of(FakeDocker.volumeAt(ANONYMOUS, "/data"))))
                .with(FakeDocker.service("new", "grafana", "grafana/grafana", List.of()))
                .with(FakeDocker.service("new", "alertmanager", "prom/alertmanager", List.of(host)));
        assertEquals("persistent of old_data", verdict(engine, "new_data"));
        assertEquals("twin of new_data", verdict(engine, "old_data"));
        assertEquals("twin of new_data", verdict(engine, "byhand_data"));
        assertEquals("unused", verdict(engine, "unrelated"));
        assertEquals("anonymous", verdict(engine, ANONYMOUS));
        assertEquals("tmpfs", verdict(engine, "memory"));
        assertEquals("writable layer", verdict(engine, "grafana:/var/lib/grafana"));
        assertEquals("bind", verdict(engine, "alertmanager:/alertmanager"));
    }

    @Test
    void memoryOfAnyServiceIsSeen() {
        ContainerDetail plain = FakeDocker.service("p", "cache", "some/cache", List.of());
        ContainerDetail container = new ContainerDetail(
                plain.summary(),
                plain.state(),
                plain.program(),
                plain.arguments(),
                plain.environment(),
                plain.user(),
                plain.workingDir(),
                Map.of("/fast", ""),
                plain.network(),
                plain.policy());
        assertEquals("tmpfs", verdict(new FakeDocker().with(container), "cache:/fast"));
    }

    private static Growth growth(double free, int heldDays, int retentionDays) {
        return new Growth(
                1000,
                2,
                Duration.ofDays(heldDays),
                Duration.ofDays(retentionDays),
                1e9,
                free < 0 ? OptionalDouble.empty() : OptionalDouble.of(free));
    }

    @Test
    void countsDaysOnlyWhereTheDiskIsFullFirst() {
        double perDay = 1000 * 2 * 86_400;
        assertEquals(OptionalDouble.of(4), growth(4 * perDay, 5, 31).daysLeft());
        assertEquals(
                "full before the retention is reached",
                growth(4 * perDay, 5, 31).outlook());
        assertEquals(OptionalDouble.empty(), growth(40 * perDay, 5, 31).daysLeft());
        assertEquals("enough for the retention", growth(40 * perDay, 5, 31).outlook());
        assertEquals("steady: the retention is reached", growth(1, 30, 31).outlook());
        assertEquals("unknown: the disk cannot be looked at", growth(-1, 5, 31).outlook());
        assertEquals(
                "unknown: the server does not scrape its own metrics",
                new Growth(0, 2, Duration.ZERO, Duration.ofDays(15), 0, OptionalDouble.of(1)).outlook());
    }

    @Test
    void readsWhatDfPrints() {
        String text = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 100 60 40 60% /prometheus\n";
        assertEquals(Optional.of(new DiskRoom(102_400, 40_960)), DiskRoom.read(text));
        assertEquals(Optional.empty(), DiskRoom.read("df: no such file\n"));
    }
}
