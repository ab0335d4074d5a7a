package io.promsh.docker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine is meant, in the order of Docker's own client. */
class EngineLocatorTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    private EngineAddress locate(String choice) {
        environment.put("HOME", home.toString());
        return new EngineLocator(environment).locate(choice);
    }

    private String found(String choice) {
        EngineAddress address = locate(choice);
        return address.display() + " by " + address.origin();
    }

    private Path context(String name, String host) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(digest);
        Path folder =
                Files.createDirectories(home.resolve(".docker/contexts/meta").resolve(hash));
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":false}}}");
        return home.resolve(".docker/contexts/tls").resolve(hash).resolve("docker");
    }

    @Test
    void theUserThenTheEnvironmentThenTheContextThenTheUsualSocket() throws Exception {
        assertEquals("unix:///var/run/docker.sock by the default", found(""));
        context("far", "tcp://far.example:2375");
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"far\"}");
        assertEquals("tcp://far.example:2375 by context far", found(""));
        environment.put("DOCKER_CONTEXT", "default");
        assertEquals("unix:///var/run/docker.sock by the default", found(""));
        environment.put("DOCKER_HOST", "unix:///run/own.sock");
        assertEquals("unix:///run/own.sock by DOCKER_HOST", found(""));
        assertEquals("tcp://far.example:2375 by context far", found("far"));
        assertEquals("ssh://me@box:2222 by --docker", found("ssh://me@box:2222"));
    }

    @Test
    void takesCertificatesOfTheContextAndOfTheEnvironment() throws Exception {
        Path tls = Files.createDirectories(context("safe", "tcp://safe.example:2376"));
        Files.writeString(tls.resolve("ca.pem"), "");
        assertEquals(
                Optional.of(
                        new TlsFiles(Optional.of(tls.resolve("ca.pem")), Optional.empty(), Optional.empty(), false)),
                locate("safe").tls());
        environment.put("DOCKER_HOST", "tcp://other.example");
        environment.put("DOCKER_TLS_VERIFY", "1");
        environment.put("DOCKER_CERT_PATH", tls.toString());
        EngineAddress address = locate("");
        assertEquals("tcp://other.example:2376", address.display());
        assertTrue(address.tls().isPresent());
    }

    @Test
    void refusesWhatIsNoAddressAndShowsNoPassword() {
        for (String bad : List.of("ftp://x", "tcp://", "ssh://-oProxyCommand=x", "ssh://-x@box", "tcp://a b")) {
            Failure failure = assertThrows(Failure.class, () -> locate(bad), bad);
            assertEquals(FailureKind.USAGE, failure.kind());
        }
        Failure failure = assertThrows(Failure.class, () -> locate("tcp://me:secret@"));
        assertTrue(!failure.message().contains("secret"), failure.message());
        assertEquals("ssh://me@box", locate("ssh://me:secret@box").display());
        assertTrue(
                assertThrows(Failure.class, () -> locate("nowhere")).message().contains("no Docker context"));
    }

    @Test
    void sshRunsTheClientOverThere() {
        assertEquals(
                List.of(
                        "ssh",
                        "-T",
                        "-o",
                        "ConnectTimeout=30",
                        "-l",
                        "me",
                        "-p",
                        "2222",
                        "--",
                        "box",
                        "docker",
                        "system",
                        "dial-stdio"),
                ProcessSocket.ssh(locate("ssh://me@box:2222")));
    }

    @Test
    void saysWhatToTypeWhereNoEngineIs() throws IOException {
        Failure none = assertThrows(
                Failure.class,
                () -> HttpDocker.open(Map.of("DOCKER_HOST", "unix://" + home.resolve("no.sock")), "")
                        .version());
        assertEquals(FailureKind.UNREACHABLE, none.kind());
        assertTrue(none.hint().contains("systemctl start docker"), none.hint());
        Path dead = Files.createFile(home.resolve("dead.sock"));
        Failure refused = assertThrows(
                Failure.class,
                () -> HttpDocker.open(Map.of("DOCKER_HOST", "unix://" + dead), "")
                        .version());
        assertEquals(FailureKind.UNREACHABLE, refused.kind());
    }
}
