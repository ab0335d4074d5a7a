package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.Report;
import io.promsh.audit.UnifiedDiff;
import io.promsh.audit.project.ProjectFiles;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC: secrets and open doors. A secret's text is never in what is told. */
class SecretRulesTest {
    private static final String SECRET = "hunter2-swordfish";

    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    private Stack service(String image, String... lines) {
        StringBuilder text = new StringBuilder("services:\n  s:\n    image: " + image + "\n");
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return stack.compose(text.toString());
    }

    @Test
    void sec001FindsSecretsInComposeFilesAndShowsNone() {
        service(
                "grafana/grafana",
                "command: [\"--admin.password=" + SECRET + "\"]",
                "environment:",
                "  - DB_PASSWORD=" + SECRET,
                "  - AWS=AKIAABCDEFGHIJKLMNOP",
                "  - DATABASE=postgres://me:" + SECRET + "@db/x");
        List<String> found = stack.found("SEC001");
        assertEquals(
                List.of(
                        "compose.yml:7 compose.yml: the variable DB_PASSWORD of s is written out (its value is not shown)",
                        "compose.yml:5 compose.yml: the flag --admin.password of s is written out (its value is not shown)",
                        "compose.yml:8 compose.yml: an AWS access key is written out (its value is not shown)",
                        "compose.yml:9 compose.yml: a password in an address is written out (its value is not shown)"),
                found);
        assertFalse(stack.report().toString().contains(SECRET));
    }

    @Test
    void sec001LeavesVariablesFilesAndSwitchesAlone() {
        service(
                "grafana/grafana",
                "environment:",
                "  DB_PASSWORD: ${DB_PASSWORD:?}",
                "  DB_PASSWORD_FILE: /run/secrets/db",
                "  API_TOKEN: /run/secrets/token",
                "  USE_TOKEN: \"true\"",
                "  DATABASE: postgres://me:$$PW@db/x");
        assertTrue(
                stack.variable("DB_PASSWORD", SECRET).isGood("SEC001"),
                stack.found("SEC001").toString());
    }

    @Test
    void sec001FindsADefaultThatIsASecret() {
        service("grafana/grafana", "environment:", "  DB_PASSWORD: ${DB_PASSWORD:-" + SECRET + "}");
        assertEquals(
                List.of("compose.yml:6 compose.yml: a default of the variable DB_PASSWORD of s is written out"
                        + " (its value is not shown)"),
                stack.found("SEC001"));
    }

    @Test
    void noFixShowsALineThatHoldsASecret() {
        stack.compose("services:\n  s: {image: prom/prometheus, ports: [\"9090:9090\"], environment: {TOKEN: " + SECRET
                + "}}\n");
        Report report = stack.report();
        assertTrue(report.toString().contains(SECRET), "the changed line is the one with the secret");
        ProjectFiles files = ProjectFiles.of(folder, new StackProject(folder).read());
        assertFalse(report.withoutSecrets(SecretPlaces.lines(files)).toString().contains(SECRET));
    }

    @Test
    void sec001FindsSecretsInPrometheusGrafanaAndScripts() {
        service("prom/prometheus", "volumes: [\"./prometheus.yml:/etc/prometheus/prometheus.yml\"]")
                .file(
                        "prometheus.yml",
                        "remote_write:\n- url: http://x\n  basic_auth:\n    username: me\n    password: " + SECRET)
                .file(
                        "provisioning/datasources/a.yml",
                        "apiVersion: 1\ndatasources:\n- name: a\n  secureJsonData: {apiKey: " + SECRET + "}")
                .file("push.sh", "curl -H 'Authorization: Bearer glsa_" + "a".repeat(32) + "_deadbeef'\n");
        assertEquals(
                List.of(
                        "prometheus.yml:5 prometheus.yml: the value of password is written out (its value is not shown)",
                        "provisioning/datasources/a.yml:4 provisioning/datasources/a.yml: the value of apiKey is written out"
                                + " (its value is not shown)",
                        "push.sh:1 push.sh: a Grafana token is written out (its value is not shown)"),
                stack.found("SEC001"));
    }

    @Test
    void noDiffShowsALineThatHoldsASecret() {
        service("prom/prometheus", "environment:", "  TOKEN: " + SECRET, "ports: [\"9090:9090\"]");
        UnifiedDiff diff = new UnifiedDiff(
                folder::relativize, SecretPlaces.lines(ProjectFiles.of(folder, new StackProject(folder).read())));
        String all = stack.report().findings().stream()
                .map(finding -> String.join("\n", diff.of(finding.fix().edits())))
                .reduce("", String::concat);
        assertTrue(all.contains("127.0.0.1:9090:9090"), all);
        assertFalse(all.contains(SECRET), all);
    }

    private record StackProject(Path folder) {
        Optional<io.promsh.audit.compose.ComposeProject> read() {
            return Optional.of(
                    io.promsh.audit.compose.ComposeReader.read(new io.promsh.audit.compose.ComposeReader.Request(
                            List.of(folder.resolve("compose.yml")),
                            java.util.Map.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty())));
        }
    }

    /** An index of version 2 with entries of these names. */
    private void index(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("DIRC");
        out.writeInt(2);
        out.writeInt(names.length);
        for (String name : names) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            out.write(new byte[60]);
            out.writeShort(text.length);
            out.write(text);
            out.write(new byte[8 - (62 + text.length) % 8]);
        }
        Files.createDirectories(folder.resolve(".git"));
        Files.write(folder.resolve(".git/index"), bytes.toByteArray());
    }

    @Test
    void sec002FindsAnEnvFileThatGitKeeps() throws IOException {
        service("nginx").file(".env", "A=b\n");
        assertEquals("no git", stack.unknown("SEC002"));
        index("compose.yml", ".env");
        assertEquals(List.of(".env:1 .env: git keeps .env"), stack.found("SEC002"));
    }

    @Test
    void sec002FindsAnEnvFileThatGitWouldTakeAndNotAnIgnoredOne() throws IOException {
        service("nginx", "env_file: [secrets/db.env]")
                .file(".env", "A=b\n")
                .file("secrets/db.env", "P=q\n")
                .file(".env.example", "A=\n");
        index("compose.yml");
        assertEquals(
                List.of(
                        ".env:1 .env: the next git add takes .env along",
                        "secrets/db.env:1 secrets/db.env: the next git add takes secrets/db.env along"),
                stack.found("SEC002"));
        stack.file(".gitignore", "*.env\n.env\n");
        assertTrue(stack.isGood("SEC002"));
    }

    @Test
    void sec003FindsPortsThatAreOpenToAll() {
        assertEquals(
                List.of("compose.yml:5 s: port 9090 is published on every address"),
                service("prom/prometheus", "ports: [\"9090:9090\"]").found("SEC003"));
        assertEquals(
                List.of("compose.yml:6 s: port 9090 is published on every address, with the admin interface on"),
                service(
                                "prom/prometheus",
                                "command: [--web.enable-admin-api]",
                                "ports: [{target: 9090, published: 9090}]")
                        .found("SEC003"));
        assertEquals(
                List.of(),
                service("prom/prometheus", "ports: [\"127.0.0.1:9090:9090\"]").found("SEC003"));
        assertEquals(
                List.of(),
                service("prom/prometheus", "ports: [\"[::1]:9090:9090\"]").found("SEC003"));
        assertEquals(List.of(), service("nginx", "ports: [\"80:80\"]").found("SEC003"));
        assertEquals(
                1,
                stack.running(Made.prometheus().port("0.0.0.0", 9090).container())
                        .found("SEC003")
                        .size());
        assertEquals(
                List.of(),
                stack.running(Made.prometheus().port("127.0.0.1", 9090).container())
                        .found("SEC003"));
    }

    @Test
    void sec004FindsGrafanasOpenDoor() {
        assertEquals(
                List.of("compose.yml:3 s: the admin's password is not set: it is admin"),
                service("grafana/grafana").found("SEC004"));
        assertEquals(
                List.of("compose.yml:5 s: the admin's password is admin"),
                service("grafana/grafana", "environment: {GF_SECURITY_ADMIN_PASSWORD: admin}")
                        .found("SEC004"));
        assertEquals(
                List.of("compose.yml:8 s: anyone is Admin without a login"),
                service(
                                "grafana/grafana",
                                "environment:",
                                "  GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/g",
                                "  GF_AUTH_ANONYMOUS_ENABLED: \"true\"",
                                "  GF_AUTH_ANONYMOUS_ORG_ROLE: Admin")
                        .found("SEC004"));
        assertEquals(
                List.of(),
                service("grafana/grafana", "environment: {GF_SECURITY_ADMIN_PASSWORD: x1}")
                        .found("SEC004"));
        Made made = Made.of("s", "grafana/grafana").variable("GF_SECURITY_ADMIN_PASSWORD", "admin");
        assertEquals(1, stack.running(made.container()).found("SEC004").size());
    }

    @Test
    void sec005FindsContainersThatRuleTheHost() {
        assertEquals(
                List.of("compose.yml:5 s: it is given the engine's socket", "compose.yml:6 s: it is privileged"),
                service("nginx", "volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]", "privileged: true")
                        .found("SEC005"));
        assertEquals(
                List.of("compose.yml:5 s: it is given the engine's socket, in /var/run"),
                service("nginx", "volumes: [\"/var/run:/var/run:ro\"]").found("SEC005"));
        assertEquals(List.of(), service("nginx").found("SEC005"));
        Made made = Made.of("s", "nginx")
                .bind("/var/run/docker.sock", "/x.sock", true)
                .privileged();
        assertEquals(2, stack.running(made.container()).found("SEC005").size());
    }
}
