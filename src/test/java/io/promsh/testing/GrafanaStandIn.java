package io.promsh.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Grafana for tests, over the data of a real Prometheus: sessions whose cookie changes, dead ones, tokens, permissions, several
 * data sources, dashboards. It answers as Grafana 10 and 11 do, and knows nobody at first.
 */
public final class GrafanaStandIn implements AutoCloseable {
    /** What a login may be refused, each apart. */
    public enum Door {
        PROXY,
        RESOURCES,
        FRAMES,
        DATA_SOURCE_LIST,
        DASHBOARDS
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final String prometheus;
    private final Set<String> cookies = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<Door> closed = ConcurrentHashMap.newKeySet();
    private final GrafanaContents contents = new GrafanaContents();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile boolean changesCookies;
    private volatile boolean wantsRotation;
    private volatile boolean sendsToLogin;
    private volatile Gathering gathering = new Gathering(1, "", () -> {});
    private volatile String role = "Viewer";
    private volatile long ownStep;
    private int issued;

    private GrafanaStandIn(HttpServer server, String prometheus) {
        this.server = server;
        this.prometheus = prometheus;
    }

    /** Starts one with the data source "metrics" (UID "prom-1") in front of a Prometheus. */
    public static GrafanaStandIn before(String prometheus) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GrafanaStandIn standIn = new GrafanaStandIn(http, prometheus);
            standIn.dataSource("prom-1", "metrics", "prometheus");
            http.setExecutor(standIn.workers);
            http.createContext("/", standIn::answer);
            http.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets the holder of this session cookie in. */
    public GrafanaStandIn session(String cookie) {
        cookies.add(cookie);
        return this;
    }

    /** Lets the holder of this token in. */
    public GrafanaStandIn token(String token) {
        tokens.add(token);
        return this;
    }

    public GrafanaStandIn dataSource(String uid, String name, String type) {
        contents.dataSource(uid, name, type);
        return this;
    }

    public GrafanaStandIn dashboard(String uid, String json) {
        contents.dashboards().put(uid, json);
        return this;
    }

    public GrafanaStandIn libraryPanel(String uid, String json) {
        contents.libraryPanels().put(uid, json);
        return this;
    }

    /** Refuses everybody at these doors from now on. */
    public GrafanaStandIn close(Door... doors) {
        closed.addAll(List.of(doors));
        return this;
    }

    /** Hands out a new cookie with every answer; the one before is no good any more. As Grafana up to 9 does now and then. */
    public GrafanaStandIn changesCookies() {
        changesCookies = true;
        return this;
    }

    /** Answers 401 until the holder of the cookie has asked for the next one. As Grafana from 10 on does now and then. */
    public GrafanaStandIn wantsRotation() {
        wantsRotation = true;
        return this;
    }

    /** As {@link #wantsRotation}, when so many questions with a word in their body are under way, and to all of these. */
    public GrafanaStandIn wantsRotationAmid(int questions, String word) {
        gathering = new Gathering(questions, word, this::wantsRotation);
        return this;
    }

    /** Sends strangers to the login page instead of answering 401, as logins before a Grafana do. */
    public GrafanaStandIn sendsToLogin() {
        sendsToLogin = true;
        return this;
    }

    /** Ends all sessions. */
    public GrafanaStandIn endSessions() {
        cookies.clear();
        return this;
    }

    public GrafanaStandIn role(String newRole) {
        role = newRole;
        return this;
    }

    /** Makes the data source take this step, whatever is asked. */
    public GrafanaStandIn takesStep(Duration step) {
        ownStep = step.toMillis();
        return this;
    }

    /** Returns method and path of each request so far. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** Returns the cookies that are good now. */
    public Set<String> goodCookies() {
        return Set.copyOf(cookies);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            seen.add(exchange.getRequestMethod() + " " + path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            gathering.pass(new String(body, UTF_8));
            if (path.equals("/api/health")) {
                reply(exchange, 200, "{\"commit\":\"stand-in\",\"database\":\"ok\",\"version\":\"11.1.0\"}");
            } else if (path.equals("/login")) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
                send(exchange, 200, "<!DOCTYPE html><html><title>Grafana</title></html>".getBytes(UTF_8));
            } else if (isIn(exchange, path)) {
                route(exchange, path, body);
            }
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    /** Answers strangers and returns false. */
    private synchronized boolean isIn(HttpExchange exchange, String path) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String cookie = cookie(exchange);
        if (authorization != null) {
            if (tokens.contains(authorization.replaceFirst("^Bearer ", ""))) {
                return true;
            }
            reply(exchange, 401, message("Invalid API key", "api-key.invalid"));
            return false;
        }
        if (!cookies.contains(cookie)) {
            if (sendsToLogin) {
                exchange.getResponseHeaders().set("Location", "/login");
                send(exchange, 302, new byte[0]);
            } else {
                exchange.getResponseHeaders().add("Set-Cookie", "grafana_session=; Path=/; Max-Age=0; HttpOnly");
                reply(exchange, 401, message("Unauthorized", "session.token.invalid"));
            }
            return false;
        }
        boolean rotates = path.equals("/api/user/auth-tokens/rotate");
        if (wantsRotation && !rotates) {
            reply(exchange, 401, message("Unauthorized", "session.token.rotate"));
            return false;
        }
        if (changesCookies || rotates) {
            wantsRotation = false;
            String next = "cookie" + ++issued + "x".repeat(20);
            cookies.remove(cookie);
            cookies.add(next);
            exchange.getResponseHeaders().add("Set-Cookie", "grafana_session=" + next + "; Path=/; HttpOnly");
            exchange.getResponseHeaders()
                    .add("Set-Cookie", "grafana_session_expiry=" + (1_900_000_000 + issued) + "; Path=/");
        }
        return true;
    }

    private static String cookie(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Cookie");
        for (String pair : (header == null ? "" : header).split("; ?", -1)) {
            if (pair.startsWith("grafana_session=")) {
                return pair.substring("grafana_session=".length());
            }
        }
        return "";
    }

    private void route(HttpExchange exchange, String path, byte[] body) throws IOException {
        String proxy = "/api/datasources/proxy/uid/";
        if (path.startsWith(proxy)) {
            pass(exchange, Door.PROXY, path.substring(proxy.length()), body);
        } else if (path.matches("/api/datasources/uid/[^/]+/resources/.*")) {
            pass(exchange, Door.RESOURCES, path.substring(21).replaceFirst("/resources", ""), body);
        } else if (path.equals("/api/ds/query")) {
            frames(exchange, JSON.readTree(body));
        } else if (path.startsWith("/api/dashboards/uid/")) {
            stored(
                    exchange,
                    contents.dashboards(),
                    path.substring(20),
                    "{\"meta\":{},\"dashboard\":",
                    "Dashboard not found");
        } else if (path.startsWith("/api/library-elements/")) {
            stored(
                    exchange,
                    contents.libraryPanels(),
                    path.substring(22),
                    "{\"result\":",
                    "library element could not be found");
        } else {
            reply(exchange, 200, account(exchange, path));
        }
    }

    private String account(HttpExchange exchange, String path) throws IOException {
        return switch (path) {
            case "/api/user" -> "{\"id\":2,\"login\":\"ann\",\"name\":\"Ann\",\"orgId\":1,\"isGrafanaAdmin\":false}";
            case "/api/org" -> "{\"id\":1,\"name\":\"Bay Bridge\"}";
            case "/api/user/orgs" -> "[{\"orgId\":1,\"name\":\"Bay Bridge\",\"role\":\"" + role + "\"}]";
            case "/api/user/auth-tokens/rotate" -> "{}";
            case "/api/search" -> contents.search();
            case "/api/datasources" -> closed.contains(Door.DATA_SOURCE_LIST) ? refused(exchange) : contents.list();
            case "/api/frontend/settings" -> contents.frontendSettings();
            default -> {
                reply(exchange, 404, message("Not found", "notFound"));
                yield "";
            }
        };
    }

    private void stored(HttpExchange exchange, Map<String, String> from, String uid, String around, String missing)
            throws IOException {
        String json = from.get(uid);
        if (closed.contains(Door.DASHBOARDS)) {
            refused(exchange);
        } else if (json == null) {
            reply(exchange, 404, message(missing, "notFound"));
        } else {
            reply(exchange, 200, around + json + "}");
        }
    }

    private void frames(HttpExchange exchange, JsonNode request) throws IOException {
        String uid =
                request.path("queries").path(0).path("datasource").path("uid").asText();
        if (closed.contains(Door.FRAMES)) {
            refused(exchange);
            return;
        }
        if (!contents.knows(uid)) {
            reply(exchange, 404, message("data source not found", "datasource.notFound"));
            return;
        }
        JsonNode answer = new GrafanaFrames(this::ask, ownStep).answer(request);
        boolean failed = answer.findValue("error") != null;
        reply(exchange, failed ? 400 : 200, answer.toString());
    }

    private JsonNode ask(String path, String form) {
        try {
            HttpURLConnection asked = connect(path, "POST");
            asked.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            return JSON.readTree(exchangeBody(asked, form.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code rest} is UID and path. */
    private void pass(HttpExchange exchange, Door door, String rest, byte[] body) throws IOException {
        int slash = rest.indexOf('/');
        boolean known = contents.knows(rest.substring(0, slash));
        if (closed.contains(door)) {
            refused(exchange);
        } else if (!known) {
            reply(exchange, 404, message("Unable to find datasource", "datasource.notFound"));
        } else {
            String query = exchange.getRequestURI().getRawQuery();
            HttpURLConnection asked = connect(
                    rest.substring(slash + 1) + (query == null ? "" : "?" + query), exchange.getRequestMethod());
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                asked.setRequestProperty("Content-Type", type);
            }
            byte[] answer = exchangeBody(asked, body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, asked.getResponseCode(), answer);
        }
    }

    private HttpURLConnection connect(String path, String method) throws IOException {
        HttpURLConnection asked =
                (HttpURLConnection) URI.create(prometheus + "/" + path).toURL().openConnection(Proxy.NO_PROXY);
        asked.setRequestMethod(method);
        return asked;
    }

    private static byte[] exchangeBody(HttpURLConnection asked, byte[] body) throws IOException {
        if (body.length > 0) {
            asked.setDoOutput(true);
            asked.getOutputStream().write(body);
        }
        InputStream in = asked.getResponseCode() < 400 ? asked.getInputStream() : asked.getErrorStream();
        return in == null ? new byte[0] : in.readAllBytes();
    }

    private String refused(HttpExchange exchange) throws IOException {
        reply(
                exchange,
                403,
                message(
                        "You'll need additional permissions to perform this action. Permissions needed:"
                                + " datasources:query",
                        "accesscontrol.forbidden"));
        return "";
    }

    private static String message(String text, String id) {
        return "{\"message\":\"" + text + "\",\"messageId\":\"" + id + "\"}";
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        if (exchange.getResponseCode() > 0) {
            return; // Refused on the way.
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        send(exchange, status, json.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
