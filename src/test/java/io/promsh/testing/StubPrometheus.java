package io.promsh.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers like a small Prometheus on loopback. A query with {@code slow} in it is not answered before the stub is
 * closed; one with {@code many} has 200 series; one with {@code busy} is answered by 503.
 */
public final class StubPrometheus implements AutoCloseable {
    private static final String NAMES =
            "[\"go_goroutines\",\"traffic_speed\",\"traffic_vehicles_created\",\"traffic_vehicles_total\",\"up\"]";
    private static final String METADATA =
            "{\"traffic_vehicles_total\":[{\"type\":\"counter\",\"help\":\"Vehicles seen.\",\"unit\":\"\"}],"
                    + "\"traffic_speed\":[{\"type\":\"gauge\",\"help\":\"Speed of the last one.\",\"unit\":\"\"}]}";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch slowAsked = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    public StubPrometheus() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Returns host and port. */
    public String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the address. */
    public String address() {
        return "http://" + hostAndPort();
    }

    /** Waits until a slow query has arrived. */
    public void awaitSlowQuery() throws InterruptedException {
        if (!slowAsked.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no slow query came");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = URLDecoder.decode(exchange.getRequestURI().getRawQuery() + "&" + body, StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/v1/query") && asked.contains("slow")) {
            slowAsked.countDown();
            awaitClosing();
        }
        if (path.startsWith("/api/v1/query") && asked.contains("busy")) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        String data = data(path, asked);
        byte[] answer = ("{\"status\":\"success\",\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String data(String path, String asked) {
        return switch (path) {
            case "/api/v1/query" -> vector(asked.contains("many") ? 200 : 2);
            case "/api/v1/query_range" -> "{\"resultType\":\"matrix\",\"result\":[]}";
            case "/api/v1/label/__name__/values" -> NAMES;
            case "/api/v1/metadata" -> METADATA;
            case "/api/v1/status/buildinfo" -> "{\"version\":\"3.1.0\",\"revision\":\"x\",\"goVersion\":\"go1.23\"}";
            default -> "[]";
        };
    }

    private static String vector(int series) {
        StringBuilder vector = new StringBuilder("{\"resultType\":\"vector\",\"result\":[");
        for (int i = 0; i < series; i++) {
            vector.append(i == 0 ? "" : ",")
                    .append("{\"metric\":{\"__name__\":\"up\",\"job\":\"job-")
                    .append(i)
                    .append("\"},\"value\":[1763942400,\"")
                    .append(i)
                    .append("\"]}");
        }
        return vector.append("]}").toString();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
