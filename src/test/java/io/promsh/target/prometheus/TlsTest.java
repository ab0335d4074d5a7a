package io.promsh.target.prometheus;

import static io.promsh.target.prometheus.Answers.failure;
import static io.promsh.target.prometheus.Answers.query;
import static io.promsh.target.prometheus.Answers.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.config.TargetSpec.Credentials;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with files, and what its faults look like. */
@Timeout(30)
class TlsTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder;

    private static HeldCertificate.Builder certificate(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(AUTHORITY);
    }

    private void serve(HeldCertificate held) {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslSocketFactory());
        server.enqueue(vector());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private HttpPrometheus target(
            @Nullable Path authority, @Nullable Path certificate, @Nullable Path key, boolean skip) {
        TargetSpec.Tls tls = new TargetSpec.Tls(
                Optional.ofNullable(authority), Optional.ofNullable(certificate), Optional.ofNullable(key), skip);
        String url = "https://localhost:" + server.getPort();
        return new HttpPrometheus(
                new TargetSpec("tls", "prometheus", url, Credentials.NONE, Map.of(), tls), Answers.options());
    }

    private HttpPrometheus trusting() throws IOException {
        return target(file("ca.pem", AUTHORITY.certificatePem()), null, null, false);
    }

    private static void assertSays(Failure failure, String part) {
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(failure.message().contains(part), failure.message() + " / " + failure.getCause());
    }

    @Test
    void trustsTheAuthorityOfAFile() throws Exception {
        serve(certificate("localhost").build());
        assertEquals(1, query(trusting(), "1").result().seriesCount());
    }

    @Test
    void saysThatAnAuthorityIsNotTrusted() {
        serve(certificate("localhost").build());
        assertSays(failure(target(null, null, null, false), "1"), "an authority that is not trusted here");
    }

    @Test
    void asksAllTheSameWhereVerificationIsOff() {
        serve(certificate("elsewhere.example").build());
        assertEquals(1, query(target(null, null, null, true), "1").result().seriesCount());
    }

    @Test
    void saysThatACertificateIsForAnotherName() throws Exception {
        serve(certificate("elsewhere.example").build());
        assertSays(failure(trusting(), "1"), "is for another host name");
    }

    @Test
    void saysThatACertificateHasExpiredOrIsNotValidYet() throws Exception {
        long day = TimeUnit.DAYS.toMillis(1);
        long now = System.currentTimeMillis();
        serve(certificate("localhost")
                .validityInterval(now - 2 * day, now - day)
                .build());
        assertSays(failure(trusting(), "1"), "has expired");
    }

    @Test
    void saysThatACertificateIsNotValidYet() throws Exception {
        long day = TimeUnit.DAYS.toMillis(1);
        long now = System.currentTimeMillis();
        serve(certificate("localhost")
                .validityInterval(now + day, now + 2 * day)
                .build());
        assertSays(failure(trusting(), "1"), "not valid yet");
    }

    @Test
    void showsAClientCertificateWhoseKeyIsInAnyForm() throws Exception {
        HeldCertificate rsa = certificate("client").rsa2048().build();
        HeldCertificate ec = certificate("client").ecdsa256().build();
        serve(certificate("localhost").build());
        server.requireClientAuth();
        Path ca = file("ca.pem", AUTHORITY.certificatePem());
        Path rsaCertificate = file("rsa.pem", rsa.certificatePem());
        for (Path key :
                new Path[] {file("rsa8.pem", rsa.privateKeyPkcs8Pem()), file("rsa1.pem", rsa.privateKeyPkcs1Pem())}) {
            server.enqueue(vector());
            assertEquals(
                    1,
                    query(target(ca, rsaCertificate, key, false), "1").result().seriesCount());
        }
        Path ecKey = file("ec8.pem", ec.privateKeyPkcs8Pem());
        Path ecCertificate = file("ec.pem", ec.certificatePem());
        Path sec1 = folder.resolve("sec1.pem");
        for (Path key : new Path[] {ecKey, openssl(ecKey, sec1)}) {
            assertEquals(
                    1,
                    query(target(ca, ecCertificate, key, false), "1").result().seriesCount());
            server.enqueue(vector());
        }
        Path both = file("both.pem", ec.certificatePem() + ec.privateKeyPkcs8Pem());
        assertEquals(1, query(target(ca, both, null, false), "1").result().seriesCount());
    }

    /** Rewrites an EC key in the SEC1 form where openssl is at hand, else returns it as it is. */
    private static Path openssl(Path key, Path to) throws Exception {
        try {
            Process process = new ProcessBuilder("openssl", "ec", "-in", key.toString(), "-out", to.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            boolean sec1 = process.waitFor() == 0 && Files.readString(to).contains("BEGIN EC PRIVATE KEY");
            return sec1 ? to : key;
        } catch (IOException e) {
            return key;
        }
    }

    @Test
    void saysThatAClientCertificateIsWanted() throws Exception {
        serve(certificate("localhost").build());
        server.requireClientAuth();
        Failure failure = failure(trusting(), "1");
        assertTrue(failure.kind() == FailureKind.DENIED || failure.message().contains("broke off"), failure.message());
    }

    @Test
    void saysThatPlainHttpWasSpokenToInTls() throws Exception {
        String answer = "HTTP/1.0 400 Bad Request\r\n\r\nnot TLS";
        assertSays(
                afterRawAnswer("https", answer.getBytes(StandardCharsets.US_ASCII)),
                "speaks plain HTTP and was spoken to");
        assertSays(afterRawAnswer("https", new byte[0]), "broke off the TLS handshake");
    }

    @Test
    void saysThatTlsWasSpokenToInPlainHttp() throws Exception {
        server.enqueue(Answers.answer(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n"));
        Failure told = failure(Answers.target(server), "1");
        assertSays(told, "speaks TLS");
        assertTrue(told.hint().contains("https://"));
        // What other TLS servers answer: a handshake alert.
        byte[] alert = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46, '\n'};
        assertSays(afterRawAnswer("http", alert), "does not speak plain HTTP");
    }

    private static Failure afterRawAnswer(String scheme, byte[] answer) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(listening, answer));
            answering.setDaemon(true);
            answering.start();
            TargetSpec spec = TargetSpec.open("x", scheme + "://127.0.0.1:" + listening.getLocalPort());
            return failure(new HttpPrometheus(spec, Answers.options()), "1");
        }
    }

    private static void answer(ServerSocket server, byte[] answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                socket.getInputStream().read(new byte[8192]);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                // Closed at the end of the test, or the caller went away.
            }
        }
    }

    @Test
    void namesTheFileThatIsNotWhatItShouldBe() throws Exception {
        Path empty = file("empty.pem", "nothing");
        Failure noCertificate = failure(target(empty, null, null, false), "1");
        assertEquals(FailureKind.USAGE, noCertificate.kind());
        assertTrue(noCertificate.message().contains("empty.pem"), noCertificate.message());
        Path certificate = file("c.pem", AUTHORITY.certificatePem());
        Failure noKey = failure(target(null, certificate, null, false), "1");
        assertTrue(noKey.message().contains("no private key in"), noKey.message());
        Path damaged = file("d.pem", "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
        assertEquals(
                FailureKind.USAGE,
                failure(target(null, certificate, damaged, false), "1").kind());
        Path locked =
                file("l.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertTrue(failure(target(null, certificate, locked, false), "1").hint().contains("openssl"));
    }
}
