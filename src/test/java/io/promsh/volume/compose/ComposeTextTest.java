package io.promsh.volume.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeTextTest {
    private static String mounted(String before) {
        ComposeText text = ComposeText.of(before);
        text.mount("prometheus", "prometheus_data", "/prometheus");
        return text.text();
    }

    @Test
    void addsToAListAndDeclaresTheVolume() {
        assertEquals("""
                services:
                  prometheus:
                    image: prom/prometheus
                    volumes:
                      - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro  # theirs
                      - prometheus_data:/prometheus
                    # a remark
                  grafana:
                    image: grafana/grafana

                volumes:
                  prometheus_data:
                """, mounted("""
                        services:
                          prometheus:
                            image: prom/prometheus
                            volumes:
                              - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro  # theirs
                            # a remark
                          grafana:
                            image: grafana/grafana
                        """));
    }

    @Test
    void makesAListWhereThereIsNone() {
        assertEquals("""
                services:
                    prometheus:
                        image: prom/prometheus
                        volumes:
                          - prometheus_data:/prometheus

                volumes:
                    other: {}
                    prometheus_data:
                networks: {}
                """, mounted("""
                        services:
                            prometheus:
                                image: prom/prometheus

                        volumes:
                            other: {}
                        networks: {}
                        """));
    }

    @Test
    void takesListsAtTheIndentOfTheirKeyAndOnOneLine() {
        assertTrue(mounted("""
                        services:
                          prometheus:
                            volumes:
                            - ./a:/a
                            ports: ["9090:9090"]
                        """).contains("    - ./a:/a\n    - prometheus_data:/prometheus\n    ports:"));
        assertTrue(mounted("""
                        services:
                          prometheus:
                            volumes: ["./a:/a"]
                        """).contains("volumes: [\"./a:/a\", \"prometheus_data:/prometheus\"]"));
    }

    @Test
    void declaresNothingTwice() {
        String before = "services:\n  prometheus:\n    image: x\nvolumes:\n  prometheus_data:\n";
        assertEquals(1, mounted(before).split("  prometheus_data:\n", -1).length - 1);
    }

    @Test
    void showsWhatToAddByHandWhereLinesCannotBeAdded() {
        for (String text : List.of(
                "services: {prometheus: {image: x}}\n",
                "services:\n  prometheus: {image: x}\n",
                "services:\n  other:\n    image: x\n",
                "services:\n  prometheus:\n    volumes: *shared\n")) {
            Failure failure = assertThrows(Failure.class, () -> mounted(text));
            assertTrue(failure.detail().contains("      - prometheus_data:/prometheus"), text);
        }
    }

    @Test
    void showsTheDifferenceWithALittleAround() {
        List<String> before = List.of("1", "2", "3", "4", "5", "6", "7", "8");
        List<String> after = List.of("1", "2", "3", "new", "4", "5", "6", "7");
        assertEquals(List.of(" 2", " 3", "+new", " 4", " 5", " 6", " 7", "-8"), LineDiff.of(before, after));
        assertEquals(List.of(), LineDiff.of(before, before));
    }

    @Test
    void readsWhatBothVersionsOfComposePrint() {
        ProjectModel first = ProjectModel.read("traffic", """
                services:
                  prometheus:
                    volumes:
                    - /srv/prometheus.yml:/etc/prometheus/prometheus.yml:ro
                    - prometheus_data:/prometheus:rw
                version: '3.8'
                volumes:
                  prometheus_data: {}
                """);
        assertEquals(Optional.of("prometheus_data"), first.volumeAt("prometheus", "/prometheus"));
        assertEquals("traffic_prometheus_data", first.nameOf("prometheus_data"));
        ProjectModel second = ProjectModel.read("traffic", """
                name: traffic
                services:
                  prometheus:
                    volumes:
                      - type: bind
                        source: /srv/data
                        target: /prometheus
                      - type: volume
                        source: keep
                        target: /keep
                volumes:
                  keep:
                    name: theirs
                    external: true
                """);
        assertEquals(Optional.empty(), second.volumeAt("prometheus", "/prometheus"));
        assertEquals(Optional.of("keep"), second.volumeAt("prometheus", "/keep"));
        assertEquals("theirs", second.nameOf("keep"));
    }
}
