package io.promsh.volume.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.testing.FakeDocker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceStateTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    private static List<String> of(String image, Mount... mounts) {
        ContainerDetail container = FakeDocker.service("traffic", "one", image, List.of(mounts));
        return ServiceState.of(container, ServiceStateTest::volume).stream()
                .map(path -> path.path() + " " + path.on())
                .toList();
    }

    private static Optional<Volume> volume(String name) {
        Map<String, String> options = name.equals("ram") ? Map.of("type", "tmpfs") : Map.of();
        Map<String, String> labels = name.equals("marked") ? Map.of(Volume.ANONYMOUS_LABEL, "") : Map.of();
        return Optional.of(new Volume(name, "local", "/v/" + name, Optional.empty(), labels, options));
    }

    private static Mount mount(Mount.Kind kind, String name, String destination) {
        return new Mount(
                kind,
                kind == Mount.Kind.VOLUME ? name : "",
                name.isEmpty() ? "" : "/src/" + name,
                destination,
                "local",
                true);
    }

    @Test
    void tellsOnWhatAKnownServiceKeepsItsData() {
        assertEquals(List.of("/prometheus writable layer"), of("prom/prometheus:v2.53.3"));
        assertEquals(
                List.of("/prometheus anonymous volume 0123456789ab"),
                of("quay.io/prometheus/prometheus", mount(Mount.Kind.VOLUME, HEX, "/prometheus")));
        assertEquals(
                List.of("/var/lib/grafana named volume grafana_data"),
                of("grafana/grafana-oss", mount(Mount.Kind.VOLUME, "grafana_data", "/var/lib/grafana")));
        assertEquals(
                List.of("/prometheus bind mount /src/x"),
                of("prom/prometheus", mount(Mount.Kind.BIND, "x", "/prometheus")));
    }

    @Test
    void seesThroughNames() {
        assertEquals(List.of("/prometheus memory"), of("prom/prometheus", mount(Mount.Kind.TMPFS, "", "/prometheus")));
        assertTrue(of("prom/prometheus", mount(Mount.Kind.VOLUME, "ram", "/prometheus"))
                .get(0)
                .startsWith("/prometheus memory"));
        assertEquals(
                List.of("/prometheus anonymous volume marked"),
                of("prom/prometheus", mount(Mount.Kind.VOLUME, "marked", "/prometheus")));
    }

    @Test
    void doesNotTakeAMountBesideTheDataForItsHome() {
        assertEquals(
                List.of("/prometheus writable layer", "/prometheus/data named volume p"),
                of("prom/prometheus", mount(Mount.Kind.VOLUME, "p", "/prometheus/data")));
    }

    @Test
    void countsEveryWritableVolumeOfAnUnknownService() {
        assertEquals(
                List.of("/anything anonymous volume 0123456789ab"),
                of("example/app", mount(Mount.Kind.VOLUME, HEX, "/anything")));
        assertEquals(List.of(), of("example/app"));
    }

    @ParameterizedTest
    @CsvSource({
        "prom/prometheus, Prometheus",
        "quay.io/prometheus/prometheus:v3.0.0, Prometheus",
        "localhost:5000/prometheus@sha256:00, Prometheus",
        "prom/node-exporter, ''",
        "my-prometheus-proxy, ''",
        "docker.io/library/postgres:16, PostgreSQL"
    })
    void knowsServicesByTheLastPartOfTheirImage(String image, String service) {
        assertEquals(
                service, KnownService.ofImage(image).map(KnownService::name).orElse(""));
    }

    @Test
    void recognisesDataByItsNames() {
        assertEquals("Prometheus", recognised(Set.of("wal/", "chunks_head/", "queries.active", "lock")));
        assertEquals("Grafana", recognised(Set.of("grafana.db", "plugins/")));
        assertEquals("PostgreSQL", recognised(Set.of("PG_VERSION", "base/")));
        assertEquals("Tempo", recognised(Set.of("wal/", "blocks/")));
        assertEquals("", recognised(Set.of("wal", "chunks_head")));
        assertEquals("", recognised(Set.of()));
    }

    private static String recognised(Set<String> names) {
        return Layout.recognise(names::contains).map(Layout::service).orElse("");
    }
}
