package io.promsh.target.prometheus;

import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** Where a target may take remote write: each product has a path of its own, and the address names the product at best in part. */
final class WritePaths {
    private WritePaths() {}

    /** Returns the addresses to try, the likeliest first; only the base itself when it names a way in already. */
    static List<HttpUrl> of(HttpUrl base) {
        String path = base.encodedPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.endsWith("/write") || path.endsWith("/push") || path.endsWith("/receive")) {
            return List.of(base);
        }
        List<String> paths = new ArrayList<>();
        if (path.endsWith("/api/prom")) {
            // Grafana Cloud.
            paths.add(path + "/push");
        } else if (path.endsWith("/prometheus")) {
            // Mimir answers queries below /prometheus and takes samples beside it.
            paths.add(path.substring(0, path.length() - "/prometheus".length()) + "/api/v1/push");
        }
        paths.add(path + "/api/v1/write");
        paths.add(path + "/api/v1/receive");
        paths.add(path + "/api/v1/push");
        return paths.stream()
                .distinct()
                .map(one -> base.newBuilder().encodedPath(one).build())
                .toList();
    }
}
