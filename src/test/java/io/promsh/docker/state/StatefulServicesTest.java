package io.promsh.docker.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The table of services that keep state. */
class StatefulServicesTest {
    private static List<String> paths(String image, List<String> words, Map<String, String> environment) {
        return StatefulServices.ofImage(image)
                .map(kind -> kind.paths(ImageName.parse(image), words, environment))
                .orElse(List.of("none"));
    }

    @Test
    void imagesAreKnownByRepositoryWhateverTheRegistryAndTag() {
        for (String image : List.of(
                "prom/prometheus",
                "quay.io/prometheus/prometheus:v2.53.3",
                "localhost:5000/prom/prometheus@sha256:00")) {
            assertEquals(List.of("/prometheus"), paths(image, List.of(), Map.of()), image);
        }
        assertEquals(List.of("none"), paths("prom/prometheus-operator", List.of(), Map.of()));
        assertEquals(List.of("none"), paths("me/grafana-backup", List.of(), Map.of()));
        assertEquals(List.of("none"), paths("bitnami/prometheus", List.of(), Map.of()), "its data lies elsewhere");
        assertEquals(List.of("/prometheus"), paths("mirror.example.net/infra/prometheus:v2", List.of(), Map.of()));
        assertEquals(List.of("/var/lib/grafana"), paths("grafana/grafana-oss:10", List.of(), Map.of()));
    }

    @Test
    void flagsAndVariablesMoveThePath() {
        String prometheus = "prom/prometheus";
        assertEquals(List.of("/tsdb"), paths(prometheus, List.of("--storage.tsdb.path=/tsdb/"), Map.of()));
        assertEquals(List.of("/prometheus/x"), paths(prometheus, List.of("--storage.tsdb.path", "x"), Map.of()));
        assertEquals(
                List.of("/prometheus/data"),
                paths(prometheus, List.of("--web.enable-lifecycle"), Map.of()),
                "a command of one's own is without the image's flag");
        assertEquals(List.of("/g"), paths("grafana/grafana", List.of(), Map.of("GF_PATHS_DATA", "/g")));
        assertEquals(List.of("/data"), paths("prom/pushgateway", List.of("--persistence.file=/data/f"), Map.of()));
        assertEquals(List.of(), paths("prom/pushgateway", List.of(), Map.of()));
    }

    @Test
    void settingsThatKeepNoState() {
        assertEquals(List.of(), paths("grafana/grafana", List.of(), Map.of("GF_DATABASE_TYPE", "postgres")));
        assertEquals(List.of(), paths("redis:7", List.of("redis-server", "--save", ""), Map.of()));
        assertEquals(
                List.of("/data"),
                paths("redis:7", List.of("redis-server", "--save", "", "--appendonly", "yes"), Map.of()));
    }

    @Test
    void versionsThatMoved() {
        assertEquals(List.of("/var/lib/postgresql"), paths("postgres:18", List.of(), Map.of()));
        assertEquals(List.of("/var/lib/postgresql/data"), paths("postgres:17.2-alpine3.20", List.of(), Map.of()));
        assertEquals(
                List.of("/var/lib/postgresql/data"), paths("timescale/timescaledb:2.17.2-pg16", List.of(), Map.of()));
        assertEquals(List.of("/var/lib/influxdb"), paths("influxdb:1.8", List.of(), Map.of()));
        assertEquals(
                OptionalInt.of(16),
                ImageName.parse("timescale/timescaledb:2.17.2-pg16").major());
    }

    @Test
    void foldersAreRecognised() {
        assertEquals(
                "Prometheus",
                StatefulServices.ofLayout(List.of("wal/", "chunks_head/"))
                        .orElseThrow()
                        .name());
        assertEquals(
                "Prometheus",
                StatefulServices.ofLayout(List.of("wal/", "01J4ZQ0N3Y8X9V7T6R5P4M3K2H/"))
                        .orElseThrow()
                        .name());
        assertEquals(
                "Grafana",
                StatefulServices.ofLayout(List.of("grafana.db", "plugins/"))
                        .orElseThrow()
                        .name());
        assertTrue(StatefulServices.ofLayout(List.of("lost+found")).isEmpty());
    }

    @Test
    void floatingTags() {
        assertTrue(ImageName.parse("a/b").isFloating());
        assertTrue(ImageName.parse("a:5000/b:latest").isFloating());
        assertFalse(ImageName.parse("a/b:1").isFloating());
        assertFalse(ImageName.parse("a/b@sha256:1").isFloating());
    }
}
