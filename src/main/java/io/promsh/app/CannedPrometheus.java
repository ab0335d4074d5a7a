package io.promsh.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Locale;

/**
 * Answers like a Prometheus with two series, on a free loopback port: enough for {@link Training} to walk the ways of a real
 * session without a network. Answers are made up; nothing is stored or evaluated.
 */
final class CannedPrometheus implements AutoCloseable {
    private static final int HEAD_LIMIT_BYTES = 65_536;
    private static final int POINTS = 40;

    private final ServerSocket socket;
    private final Clock clock;

    private CannedPrometheus(ServerSocket socket, Clock clock) {
        this.socket = socket;
        this.clock = clock;
    }

    static CannedPrometheus start(Clock clock) throws IOException {
        CannedPrometheus server =
                new CannedPrometheus(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), clock);
        daemon(server::accept);
        return server;
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "promsh-canned");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    /** Answers until the other side has enough. */
    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String target = head.split(" ", 3)[1];
                String form = new String(in.readNBytes(length(head)), UTF_8);
                String body = answer(target, form);
                // In one write: two of them meet Nagle and the delayed acknowledgement, 40 ms each time.
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            // The caller went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < HEAD_LIMIT_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        String field = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(field);
        if (at < 0) {
            return 0;
        }
        int from = at + field.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
    }

    private String answer(String target, String form) {
        String path = target.split("\\?", 2)[0];
        String question = URLDecoder.decode(target + "&" + form, UTF_8);
        return "{\"status\":\"success\",\"data\":" + result(path.replaceFirst(".*/api/v1/", ""), question) + "}";
    }

    private String result(String path, String question) {
        return switch (path) {
            case "query" -> question.contains("vector(1)") ? vector("", "1") : instant(question);
            case "query_range" -> matrix(30);
            case "status/buildinfo" -> "{\"version\":\"3.1.0\",\"revision\":\"canned\",\"goVersion\":\"go1.23\"}";
            case "status/config" -> "{\"yaml\":\"global: {scrape_interval: 15s, external_labels: {region: eu}}\"}";
            case "status/flags" -> "{\"web.enable-admin-api\":\"false\",\"query.max-samples\":\"50000000\"}";
            case "status/runtimeinfo" -> "{\"startTime\":\"2025-08-03T00:00:00Z\",\"storageRetention\":\"200h\"}";
            case "status/tsdb" ->
                "{\"headStats\":{\"numSeries\":2},\"seriesCountByMetricName\":[{\"name\":"
                        + "\"traffic_vehicles_total\",\"value\":2}],\"labelValueCountByLabelName\":[]}";
            case "labels" -> "[\"__name__\",\"direction\",\"instance\",\"job\"]";
            case "label/__name__/values" -> "[\"system_status\",\"traffic_vehicles_total\",\"up\"]";
            case "metadata" ->
                "{\"traffic_vehicles_total\":[{\"type\":\"counter\",\"help\":\"Vehicles.\",\"unit\":\"\"}]}";
            case "series" -> "[" + labels("left") + "," + labels("right") + "]";
            case "targets" -> "{\"activeTargets\":[],\"droppedTargets\":[]}";
            case "rules" -> "{\"groups\":[]}";
            case "alerts" -> "{\"alerts\":[]}";
            default -> path.startsWith("label/") ? "[\"left\",\"right\"]" : "{}";
        };
    }

    private String instant(String question) {
        return question.contains("]") ? matrix(15) : vector(labels("left"), "4711");
    }

    private static String labels(String direction) {
        return "{\"__name__\":\"traffic_vehicles_total\",\"direction\":\"" + direction
                + "\",\"instance\":\"bay-bridge:8000\",\"job\":\"traffic\"}";
    }

    private String vector(String labels, String value) {
        return "{\"resultType\":\"vector\",\"result\":[{\"metric\":" + (labels.isEmpty() ? "{}" : labels)
                + ",\"value\":[" + now() + ",\"" + value + "\"]}]}";
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String matrix(int spacingSeconds) {
        StringBuilder out = new StringBuilder("{\"resultType\":\"matrix\",\"result\":[");
        for (String direction : new String[] {"left", "right"}) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",")
                    .append("{\"metric\":")
                    .append(labels(direction));
            out.append(",\"values\":[");
            for (int i = POINTS; i > 0; i--) {
                out.append('[')
                        .append(now() - (long) i * spacingSeconds)
                        .append(",\"")
                        .append(1000.5 - i)
                        .append("\"]");
                out.append(i > 1 ? "," : "]}");
            }
        }
        return out.append("]}").toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }
}
