package io.promsh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Grafana;
import io.promsh.config.TargetSpec.Tls;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
class SessionCookieTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void takesWhatPeoplePaste() {
        assertEquals("grafana_session=abc", SessionCookie.normal(" abc\n"));
        assertEquals("grafana_session=abc", SessionCookie.normal("grafana_session=abc;"));
        assertEquals("a=1; grafana_session=abc", SessionCookie.normal("Cookie: a=1; grafana_session=abc"));
        assertEquals("", SessionCookie.normal(""));
        for (String bad : List.of("a b", "a;b", "a\nb", "gr\u00e4", "'abc'")) {
            Failure failure = assertThrows(Failure.class, () -> SessionCookie.normal(bad), bad);
            assertFalse((failure.message() + failure.hint()).contains(bad));
        }
    }

    @Test
    void aGrafanaComesFromTheEnvironmentBesideAPrometheus() {
        TargetDirectory directory = TargetDirectory.read(
                Map.of(
                        "PROMETHEUS_QUERY_URL", "http://prom:9090",
                        "GRAFANA_URL", "https://g.example/",
                        "GRAFANA_SESSION", "abc",
                        "GRAFANA_DATASOURCE", "metrics",
                        "GRAFANA_ORG_ID", "3"),
                folder.resolve(".env"),
                new TargetsFile(folder.resolve("none.yaml")));
        assertEquals("env", directory.resolve("").name());
        TargetSpec spec = directory.resolve("grafana");
        assertTrue(spec.isGrafana());
        assertEquals("https://g.example", spec.url());
        assertEquals(new Grafana("grafana_session=abc", "metrics", "3"), spec.grafana());
        assertFalse((spec + " " + spec.grafana() + " " + spec.login()).contains("abc"));
    }

    @Test
    void aGrafanaIsSavedAndReadBack() {
        TargetsFile file = new TargetsFile(folder.resolve("targets.yaml"));
        TargetSpec spec = new TargetSpec(
                "cloud",
                TargetSpec.GRAFANA,
                "https://g.example",
                new Credentials("", "glsa_x"),
                Map.of(),
                Tls.DEFAULT,
                new Grafana("grafana_session=abc", "metrics: all", "3"));
        file.put(spec);
        assertEquals(List.of(spec), file.read(Map.of()));
        assertEquals(Optional.of("grafana_session=abc"), file.cookie("cloud"));
        assertEquals(Optional.empty(), file.cookie("other"));
    }

    @Test
    void anUnknownKindIsNamed() throws IOException {
        Path file = folder.resolve("targets.yaml");
        Files.writeString(file, "targets: {a: {url: 'http://a', kind: graphite}}");
        assertTrue(assertThrows(Failure.class, () -> new TargetsFile(file).read(Map.of()))
                .message()
                .contains("graphite"));
    }

    @Test
    void aNewCookieLeavesTheRestOfTheFileAsItIs() throws IOException {
        Path path = folder.resolve("targets.yaml");
        String text = "# mine\ntargets:\n  a: {url: 'http://a', kind: grafana, cookie: 'old1234567'} # here\n"
                + "  b:\n    url: http://b\n";
        Files.writeString(path, text);
        TargetsFile file = new TargetsFile(path);
        file.putCookie("a", "grafana_session=new");
        assertEquals(text.replace("old1234567", "grafana_session=new"), Files.readString(path));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        // A cookie that stands twice, or nowhere, cannot be told by its text.
        Files.writeString(
                path, "targets:\n  a: {url: 'http://a', kind: grafana, cookie: twice}\n  twice: {url: 'http://c'}\n");
        file.putCookie("a", "grafana_session=new2");
        assertEquals(Optional.of("grafana_session=new2"), file.cookie("a"));
        assertEquals(2, file.read(Map.of()).size());
    }

    @Test
    void anEnvFileKeepsEveryOtherLine() throws IOException {
        Path env = folder.resolve(".env");
        Files.writeString(env, "# GRAFANA_SESSION=no\nGRAFANA_SESSION_X=1\n  GRAFANA_SESSION = \"old\" # why\nZ='$1'");
        EnvFile.replace(env, "GRAFANA_SESSION", "grafana_session=a; b=c");
        assertEquals(
                "# GRAFANA_SESSION=no\nGRAFANA_SESSION_X=1\nGRAFANA_SESSION='grafana_session=a; b=c'\nZ='$1'",
                Files.readString(env));
        assertEquals("grafana_session=a; b=c", EnvFile.read(env).get("GRAFANA_SESSION"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(env)));
    }
}
