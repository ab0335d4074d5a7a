package io.promsh.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final String BODY = "x".repeat(100_000);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] sent = exchange.getRequestBody().readAllBytes();
            byte[] body = sent.length > 0 ? sent : BODY.getBytes(StandardCharsets.UTF_8);
            // Length 0 means chunks.
            exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().equals("/chunks") ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = FaultProxy.before("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    private HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(proxy.address() + path)).timeout(Duration.ofSeconds(60)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void passesEverythingOnWithoutRules() throws IOException {
        assertEquals(BODY, get("/a").body());
        assertEquals(BODY, get("/chunks").body());
        assertEquals(
                "sent",
                send(HttpRequest.newBuilder(URI.create(proxy.address() + "/b"))
                                .POST(HttpRequest.BodyPublishers.ofString("sent")))
                        .body());
        assertEquals(List.of("GET /a", "GET /chunks", "POST /b"), proxy.seen());
        assertEquals(0, proxy.faults());
    }

    /** The server answers with what was sent. A POST is not sent again by the client, whatever the reset leaves of the answer. */
    private HttpResponse<String> post(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(proxy.address() + path))
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .timeout(Duration.ofSeconds(60)));
    }

    @Test
    void cutsTheGivenRequestAndNoOther() throws IOException {
        proxy.at(2, Fault.cutAfter(5_000)).at(4, Fault.resetAfter(70_000));
        assertEquals(BODY, post("/").body());
        assertThrows(IOException.class, () -> post("/"));
        assertEquals(BODY, post("/").body());
        assertThrows(IOException.class, () -> post("/chunks"));
        assertEquals(BODY, post("/").body());
        assertEquals(2, proxy.faults());
    }

    @Test
    void hangsUpAndResetsWithoutAskingTheServer() throws IOException {
        proxy.at(1, Fault.hangUp()).at(2, Fault.reset());
        // POST is not sent again by the client.
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(proxy.address() + "/"))
                .POST(HttpRequest.BodyPublishers.ofString("sent"));
        assertThrows(IOException.class, () -> send(post));
        assertThrows(IOException.class, () -> send(post));
        assertEquals(0, asked.get());
        assertEquals("sent", send(post).body());
    }

    @Test
    void truncatesSoThatTheAnswerLooksWhole() throws IOException {
        proxy.every(1, Fault.truncate(12));
        assertEquals("x".repeat(12), get("/").body());
        assertEquals("x".repeat(12), get("/chunks").body());
    }

    @Test
    void answersInTheServersPlace() throws IOException {
        proxy.on("query", 1, Fault.tooMany(Duration.ofSeconds(3)))
                .on("query", 2, Fault.tooMany())
                .on("query", 3, Fault.unavailable());
        HttpResponse<String> first = get("/query");
        assertEquals(429, first.statusCode());
        assertEquals("3", first.headers().firstValue("Retry-After").orElse(""));
        assertEquals(200, get("/other").statusCode());
        HttpResponse<String> second = get("/query");
        assertEquals(429, second.statusCode());
        assertTrue(second.headers().firstValue("Retry-After").isEmpty());
        assertEquals(503, get("/query").statusCode());
        assertEquals(200, get("/query").statusCode());
    }

    @Test
    void keepsSilentUntilItIsHealed() throws IOException {
        proxy.every(1, Fault.silence());
        assertThrows(
                HttpTimeoutException.class,
                () -> send(HttpRequest.newBuilder(URI.create(proxy.address())).timeout(Duration.ofMillis(300))));
        assertEquals(0, asked.get());
        proxy.heal();
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void doesTheSameForTheSameSeed() throws IOException {
        List<Integer> first = statuses(7);
        assertEquals(first, statuses(7));
        assertTrue(first.contains(503) && first.contains(200), first::toString);
    }

    private List<Integer> statuses(long seed) throws IOException {
        proxy.heal().randomly(seed, 0.5, Fault.unavailable(), Fault.tooMany());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(get("/").statusCode());
        }
        return statuses;
    }

    @Test
    void runsWhatATestWantsFirst() throws IOException {
        AtomicInteger ran = new AtomicInteger();
        proxy.every(2, Fault.none().after(ran::incrementAndGet));
        get("/");
        get("/");
        get("/");
        get("/");
        assertEquals(2, ran.get());
        assertEquals(1, proxy.mostAtOnce());
    }
}
