package io.promsh.docker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TCP with certificates on both sides, and what every request bears. */
class EngineTlsTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path folder;

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @BeforeEach
    void serve() throws IOException {
        HeldCertificate host = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
        HeldCertificate client =
                new HeldCertificate.Builder().signedBy(authority).build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(host)
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslSocketFactory());
        server.requireClientAuth();
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(folder.resolve("cert.pem"), client.certificatePem());
        Files.writeString(folder.resolve("key.pem"), client.privateKeyPkcs8Pem());
    }

    private DockerEngine engine() {
        return HttpDocker.open(
                Map.of(
                        "DOCKER_HOST",
                        "tcp://localhost:" + server.getPort(),
                        "DOCKER_TLS_VERIFY",
                        "1",
                        "DOCKER_CERT_PATH",
                        folder.toString()),
                "");
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    @Test
    void asksInTheNewestVersionOfBothAndWantsNothingPacked() throws InterruptedException {
        server.enqueue(
                new MockResponse.Builder().addHeader("Api-Version", "1.55").build());
        answer("{\"Version\":\"29.0.1\",\"ApiVersion\":\"1.55\"}");
        try (DockerEngine engine = engine()) {
            assertEquals(29, engine.version().major());
        }
        assertEquals("/_ping", server.takeRequest().getTarget());
        RecordedRequest request = server.takeRequest();
        assertEquals("/v1.44/version", request.getTarget());
        assertEquals("identity", request.getHeaders().get("Accept-Encoding"));
        assertEquals("close", request.getHeaders().get("Connection"));
    }

    @Test
    void anOldEngineIsAskedInItsOwnVersion() throws InterruptedException {
        server.enqueue(
                new MockResponse.Builder().addHeader("Api-Version", "1.41").build());
        answer("[]");
        try (DockerEngine engine = engine()) {
            assertTrue(engine.containers(Map.of("a", "b")).isEmpty());
        }
        server.takeRequest();
        assertEquals(
                "/v1.41/containers/json?all=1&filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D",
                server.takeRequest().getTarget());
    }

    @Test
    void aStrangersCertificateIsRefused() throws IOException {
        HeldCertificate other =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        Files.writeString(folder.resolve("ca.pem"), other.certificatePem());
        try (DockerEngine engine = engine()) {
            Failure failure = assertThrows(Failure.class, engine::version);
            assertEquals(FailureKind.UNREACHABLE, failure.kind());
            assertTrue(failure.hint().contains("DOCKER_CERT_PATH"), failure.hint());
        }
    }

    /** Its pool once looked for idle connections without a pause: a second processor at work for as long as a copy takes. */
    @Test
    void theLibraryRestsWhileAnAnswerComes() throws IOException {
        server.enqueue(
                new MockResponse.Builder().addHeader("Api-Version", "1.41").build());
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(50_000))
                .throttleBody(1000, 5, TimeUnit.MILLISECONDS)
                .build());
        AtomicInteger tasks = new AtomicInteger();
        Handler counting = new Handler() {
            @Override
            public void publish(LogRecord task) {
                tasks.incrementAndGet();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        counting.setLevel(Level.ALL);
        Logger library = Logger.getLogger("okhttp3.internal.concurrent.TaskRunner");
        Level before = library.getLevel();
        library.setLevel(Level.ALL);
        library.setUseParentHandlers(false);
        library.addHandler(counting);
        try (DockerEngine engine = engine();
                InputStream archive = engine.readArchive("a", "/")) {
            assertEquals(50_000, archive.readAllBytes().length);
        } finally {
            library.removeHandler(counting);
            library.setUseParentHandlers(true);
            library.setLevel(before);
        }
        assertTrue(tasks.get() > 0, "the library tells its tasks");
        assertTrue(tasks.get() < 300, tasks + " tasks for one answer");
    }
}
