package io.promsh.docker.state;

import java.util.List;

/** Paths that moved between versions of an image. */
final class Versions {
    private static final int POSTGRES_MOVED = 18;

    private Versions() {}

    static List<String> paths(StatefulService service, ImageName image) {
        int major = image.major().orElse(-1);
        if (service.name().equals("PostgreSQL") && major >= POSTGRES_MOVED) {
            return List.of("/var/lib/postgresql");
        }
        if (service.name().equals("InfluxDB") && major == 1) {
            return List.of("/var/lib/influxdb");
        }
        return service.paths();
    }
}
