package io.promsh.app;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Answers like a Docker engine with one volume and one container: enough for {@link Training} to walk the way of
 * {@code volume list}.
 */
final class CannedEngine {
    private static final String LABELS = "\"Labels\":{\"com.docker.compose.project\":\"canned\"}";

    private CannedEngine() {}

    /** Listens. Throws where there are no sockets in folders, or the folder's path is too long for one. */
    static CannedServer start(Path folder) throws IOException {
        return CannedServer.onSocket(
                folder.resolve("engine.sock"), "Api-Version: 1.44\r\n", (target, form) -> answer(target));
    }

    private static String answer(String target) {
        String path = target.split("\\?", 2)[0].replaceFirst("^/v1\\.[0-9]+", "");
        return switch (path) {
            case "/_ping" -> "OK";
            case "/volumes" -> "{\"Volumes\":[" + volume("") + "],\"Warnings\":null}";
            case "/system/df" -> "{\"Volumes\":[" + volume(",\"UsageData\":{\"Size\":4711,\"RefCount\":1}") + "]}";
            case "/containers/json" -> "[" + container() + "]";
            case "/containers/c1/json" -> inspected();
            default -> "{}";
        };
    }

    private static String volume(String more) {
        return "{\"Name\":\"canned_data\",\"Driver\":\"local\",\"Mountpoint\":\"/var/lib/docker/volumes/canned_data/_data\","
                + "\"CreatedAt\":\"2025-08-03T18:56:00Z\",\"Options\":null,\"Scope\":\"local\"," + LABELS + more + "}";
    }

    private static String mounts() {
        return "\"Mounts\":[{\"Type\":\"volume\",\"Name\":\"canned_data\",\"Source\":\"\",\"Destination\":\"/prometheus\","
                + "\"Driver\":\"local\",\"Mode\":\"rw\",\"RW\":true}]";
    }

    private static String container() {
        return "{\"Id\":\"c1\",\"Names\":[\"/canned_prometheus_1\"],\"Image\":\"prom/prometheus\",\"ImageID\":\"i1\","
                + "\"Created\":1754247360,\"State\":\"running\",\"Status\":\"Up\"," + LABELS + "," + mounts() + "}";
    }

    private static String inspected() {
        return "{\"Id\":\"c1\",\"Name\":\"/canned_prometheus_1\",\"Created\":\"2025-08-03T18:56:00Z\",\"Image\":\"i1\","
                + "\"Args\":[],\"State\":{\"Status\":\"running\",\"Running\":true,\"StartedAt\":\"2025-08-03T18:56:00Z\"},"
                + "\"Config\":{\"Image\":\"prom/prometheus\",\"Cmd\":[],\"Env\":[]," + LABELS + "},"
                + "\"HostConfig\":{}," + mounts() + "}";
    }
}
