package io.promsh.demo.server;

import io.promsh.failure.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the programs that the demo starts. */
record Programs(Path prometheus, Path promtool) {
    private static final List<String> USUAL_PLACES = List.of("/usr/local/bin", "/usr/bin", "/opt/prometheus");

    /** Looks along {@code searchPath} (as in PATH) and in the usual places. Throws a failure that says how to get them. */
    static Programs find(String searchPath) {
        List<String> places = new ArrayList<>(List.of(searchPath.split(File.pathSeparator, -1)));
        places.addAll(USUAL_PLACES);
        return new Programs(need("prometheus", places), need("promtool", places));
    }

    static Path need(String program, List<String> places) {
        return find(program, places)
                .orElseThrow(() -> Failure.failed(
                                "the demo runs a Prometheus of its own, and the program " + program + " is missing",
                                "type: apt-get install -y prometheus")
                        .withDetail(List.of(
                                "Debian's package also starts a system service on port 9090, which the demo neither needs nor touches;",
                                "systemctl disable --now prometheus stops that one.")));
    }

    private static Optional<Path> find(String program, List<String> places) {
        return places.stream()
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, program))
                .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
                .findFirst();
    }
}
