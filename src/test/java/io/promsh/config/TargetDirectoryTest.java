package io.promsh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Tls;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetDirectoryTest {
    @TempDir
    Path folder;

    private TargetDirectory read(Map<String, String> environment) {
        return TargetDirectory.read(
                environment, folder.resolve(".env"), new TargetsFile(folder.resolve("conf/targets.yaml")));
    }

    @Test
    void asksTheLocalServerWhereNothingIsSaid() {
        assertEquals("http://localhost:9090", read(Map.of()).resolve("").url());
    }

    @Test
    void theEnvironmentWinsOverTheFileKeyByKey() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                "PROMETHEUS_QUERY_URL=https://cloud.example/api/prom/\nPROMETHEUS_USERNAME=42\nGRAFANA_READ_TOKEN=old\n");

        TargetSpec spec = read(Map.of("GRAFANA_READ_TOKEN", "new")).resolve("");

        assertEquals("env", spec.name());
        assertEquals("https://cloud.example/api/prom", spec.url());
        assertEquals(new Credentials("42", "new"), spec.credentials());
    }

    @Test
    void aBearerTokenWinsAndATenantBecomesAHeader() {
        TargetSpec spec = read(Map.of(
                        "PROMETHEUS_QUERY_URL", "http://mimir:8080/prometheus",
                        "PROMETHEUS_BEARER_TOKEN", "abc",
                        "PROMETHEUS_ORG_ID", "team-a"))
                .resolve("env");

        assertEquals(new Credentials("", "abc"), spec.credentials());
        assertEquals(Map.of("X-Scope-OrgID", "team-a"), spec.headers());
    }

    @Test
    void secretsAreNotPartOfAnyText() {
        TargetSpec spec =
                new TargetSpec("a", "prometheus", "http://a", new Credentials("u", "s3cret"), Map.of(), Tls.DEFAULT);

        assertFalse(spec.toString().contains("s3cret"), spec.toString());
        assertFalse(spec.credentials().toString().contains("s3cret"));
    }

    @Test
    void whatIsSavedIsReadBackAndForItsOwnerAlone() throws IOException {
        TargetsFile file = new TargetsFile(folder.resolve("conf/targets.yaml"));
        TargetSpec prod = new TargetSpec(
                "prod",
                "prometheus",
                "https://prod:9090",
                new Credentials("me", "pass: #word"),
                Map.of("X-Scope-OrgID", "a"),
                Tls.DEFAULT);
        file.put(prod);
        file.put(TargetSpec.open("dev", "http://dev:9090"));

        assertEquals(
                List.of(prod, TargetSpec.open("dev", "http://dev:9090")),
                read(Map.of()).all());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void aTokenMayStandInTheEnvironmentInsteadOfTheFile() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                folder.resolve("conf/targets.yaml"),
                "targets:\n  prod: {url: 'https://prod', user: '1', token_env: PROD_TOKEN}\n");

        assertEquals(
                new Credentials("1", "x"),
                read(Map.of("PROD_TOKEN", "x")).resolve("prod").credentials());
    }

    @Test
    void aBrokenFileIsNamedWithoutItsSecrets() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/targets.yaml"), "targets:\n  prod: {token: glc_secret\n  : :\n");

        Failure failure = assertThrows(Failure.class, () -> read(Map.of()));

        assertTrue(failure.message().contains("targets.yaml"), failure.message());
        assertFalse(failure.message().contains("glc_secret"), failure.message());
    }

    @Test
    void unknownKeysAndNamesAreToldWithTheKnownOnes() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/targets.yaml"), "targets:\n  prod: {url: 'http://a', tokn: x}\n");
        assertTrue(assertThrows(Failure.class, () -> read(Map.of())).hint().contains("token_env"));

        Failure failure = assertThrows(
                Failure.class,
                () -> TargetDirectory.read(
                                Map.of("PROMETHEUS_QUERY_URL", "http://a"),
                                folder.resolve(".env"),
                                new TargetsFile(folder.resolve("none")))
                        .resolve("prd"));
        assertTrue(failure.hint().contains("env"), failure.hint());
    }

    @Test
    void anAddressNeedsNoEntryAndGetsNoCredentialsOfAnother() {
        TargetSpec spec = read(Map.of("PROMETHEUS_QUERY_URL", "http://a", "GRAFANA_READ_TOKEN", "x"))
                .resolve("localhost:9091/api/v1/query");

        assertEquals(TargetSpec.open("localhost:9091", "http://localhost:9091"), spec);
    }

    @Test
    void addressesWithSecretsOrOtherSchemesAreRefused() {
        assertFalse(assertThrows(Failure.class, () -> TargetUrl.normal("https://u:p4ss@h"))
                .message()
                .contains("p4ss"));
        assertThrows(Failure.class, () -> TargetUrl.normal("ftp://h"));
        assertThrows(Failure.class, () -> TargetUrl.normal("http://"));
        assertEquals("http://h", TargetUrl.normal("h/"));
    }
}
