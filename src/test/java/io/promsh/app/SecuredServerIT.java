package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import io.promsh.volume.copy.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants TLS and a password: restarted, and given back what a container that does not run still holds. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class SecuredServerIT {
    /** The password is "test". */
    private static final String WEB = """
            tls_server_config: {cert_file: server.pem, key_file: server.key}
            basic_auth_users: {admin: $2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay}
            """;

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();

    private PromshRun.Result promsh(String line) {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        docker.environment().forEach(run::with);
        return run.with("SECURED", "test").run("-c", line);
    }

    @Test
    void isRestartedAndGivenBackWhatAnOldContainerHolds() throws IOException {
        try (BenchProject project = docker.project(folder, "safe")) {
            project.awaitSamples("up{job=\"traffic\"}", 3);
            String old = project.name() + "-old";
            engine.createContainer(new ContainerWish(
                    old, "prom/prometheus:latest", List.of(), List.of(), "", "none", Map.of(), Map.of(), List.of()));
            try {
                String running = project.container("prometheus").id();
                engine.stop(running, Duration.ofSeconds(60));
                new FolderCopy(engine)
                        .copy(
                                running,
                                "/prometheus",
                                engine.container(old).orElseThrow().id(),
                                bytes -> {});
                secure(project);
                StringBuilder said = new StringBuilder();
                try {
                    BenchProject.await("a server with TLS and a password", () -> {
                        PromshRun.Result result = promsh("query --target secured up");
                        said.setLength(0);
                        said.append(result.err()).append(result.out());
                        return result.out().contains("traffic");
                    });
                } catch (AssertionError e) {
                    throw new AssertionError(
                            said.toString()
                                    + engine.logs(
                                            project.container("prometheus").id(), 20),
                            e);
                }
                isBackedUp(project);
                restarts(project);
                merges(project, old);
            } finally {
                engine.removeContainer(old, true);
            }
        }
    }

    private void secure(BenchProject project) throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Path web = Files.createDirectory(folder.resolve("web"));
        Files.writeString(web.resolve("web.yml"), WEB);
        Files.writeString(web.resolve("server.pem"), certificate.certificatePem());
        Files.writeString(web.resolve("server.key"), certificate.privateKeyPkcs8Pem());
        Path file = folder.resolve("docker-compose.yml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "      - --web.enable-lifecycle\n",
                                "      - --web.enable-lifecycle\n      - --web.config.file=/web/web.yml\n")
                        .replace(
                                "      - prometheus_data:/prometheus\n",
                                "      - prometheus_data:/prometheus\n      - ./web:/web:ro\n"));
        Path targets = home.resolve(".config/promsh/targets.yaml");
        Files.createDirectories(targets.getParent());
        Files.writeString(
                targets,
                "targets:\n  secured: {url: '" + project.prometheus().replace("http:", "https:") + "', user: admin,"
                        + " token_env: SECURED, ca: '" + web.resolve("server.pem") + "'}\n");
        project.compose("rm", "-sf", "prometheus");
        engine.removeVolume(project.name() + "_prometheus_data");
        project.compose("up", "-d");
    }

    private void isBackedUp(BenchProject project) throws IOException {
        String line = "volume backup " + project.name() + "_prometheus_data --no-verify --out ";
        promsh(line + folder.resolve("named.tar.gz"))
                .exits(0)
                .notes("asks prometheus as the target secured")
                .contains("snapshot");
        Path targets = home.resolve(".config/promsh/targets.yaml");
        String known = Files.readString(targets);
        Files.writeString(targets, known.replace("127.0.0.1", "metrics.example"));
        promsh(line + folder.resolve("paused.tar.gz"))
                .exits(0)
                .notes("--server NAME")
                .contains("paused");
        Files.writeString(targets, known);
    }

    private void restarts(BenchProject project) {
        String line = "restart prometheus --yes --project " + project.name();
        PromshRun.Result unknown = promsh(line);
        assertTrue(unknown.code() != 0, unknown.err());
        unknown.notes("--server").isSilentOn("SECURED");
        assertTrue(project.container("prometheus").isRunning());
        promsh(line + " --server secured")
                .exits(0)
                .notes("net: snapshot /prometheus/snapshots/")
                .notes("it holds what it held")
                .isSilentOn("the snapshot is still there");
    }

    private void merges(BenchProject project, String old) {
        promsh("rescue list --quick -o csv").exits(0).contains("rescue merge " + old);
        String line = "rescue merge " + old + " --into "
                + project.container("prometheus").name() + " --yes";
        promsh(line + " --server secured").exits(0).notes("all are there").notes("is untouched");
        promsh("rescue list --quick -o csv").exits(0).contains("brought back,Prometheus," + old);
        promsh(line + " --server secured").exits(0).notes("already");
        assertEquals("created", engine.container(old).orElseThrow().state().status(), "the source is kept");
    }
}
