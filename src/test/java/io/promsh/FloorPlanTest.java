package io.promsh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the floor plan: which package may import which, and which library lives where. A row's own packages are matched exactly,
 * so that a port never inherits what its adapter may.
 */
class FloorPlanTest {
    private static final String ROOT = "io.promsh.";
    private static final String JACKSON = "com.fasterxml.jackson.";
    private static final List<String> FREE = List.of("java.", "org.jspecify.");

    /** Package to what it may import: own packages by their short name, libraries by a prefix that ends in a dot. */
    private static final Map<String, List<String>> PLAN = new LinkedHashMap<>();

    static {
        row("failure");
        row("text", "org.jline.utils.");
        row("model", "failure");
        row("config", "failure", "model", "com.fasterxml.jackson.");
        row("docker", "failure");
        row("snappy");
        row("promql", "failure", "model");
        row("promql.edit", "failure", "model", "promql");
        row("target", "failure", "model");
        // Blocks on disk; series are selected by PromQL's matchers, and meta.json is JSON.
        row("tsdb", "failure", "model", "promql", "snappy", "com.fasterxml.jackson.core.");
        row("console", "failure", "text");
        row("render", "text", "model");
        // Machine-readable forms of results; JSON is written by the library that reads it elsewhere.
        row("output", "failure", "text", "model", "render", "com.fasterxml.jackson.core.");
        row("completion", "failure", "model", "promql", "promql.edit", "target");
        row("fetch", "failure", "model", "promql", "target", "tsdb");
        row("coverage", "failure", "model", "promql", "target", "fetch");
        row(
                "dashboard",
                "failure",
                "model",
                "promql",
                "com.fasterxml.jackson.core.",
                "com.fasterxml.jackson.databind.");
        // Files that become blocks or go out by remote write: the readers, and what is done with what they read.
        row("intake.read", "failure", "model", "com.fasterxml.jackson.core.");
        String[] stored = {"failure", "text", "model", "target", "docker", "tsdb"};
        row("intake", join(stored, "export", "intake.read", "volume.archive"));
        row(
                "export",
                "failure",
                "model",
                "promql",
                "target",
                "fetch",
                "dashboard",
                "com.fasterxml.jackson.core.",
                "com.fasterxml.jackson.databind.");
        row(
                "command",
                "failure",
                "text",
                "model",
                "config",
                "promql",
                "target",
                "console",
                "render",
                "output",
                "completion",
                "fetch",
                "docker",
                "dashboard",
                "export");
        String[] floorsBelow = {
            "failure",
            "text",
            "model",
            "config",
            "promql",
            "promql.edit",
            "target",
            "console",
            "render",
            "output",
            "completion",
            "fetch",
            "docker",
            "dashboard",
            "export",
            "command"
        };
        guard(floorsBelow);
        row("command.coverage", join(floorsBelow, "coverage"));
        row("command.runbook", floorsBelow);
        for (String noun : List.of(
                "session", "query", "discover", "server", "help", "explain", "completion", "dashboard", "export")) {
            row("command." + noun, floorsBelow);
        }
        // The guided recovery as a journalled plan.
        row("recovery", join(stored, "promql", "fetch", "intake", JACKSON));
        row("command.intake", join(floorsBelow, "tsdb", "intake"));
        row("command.recover", join(floorsBelow, "recovery"));
        row("command.tsdb", join(floorsBelow, "tsdb"));
        row(
                "shell",
                "failure",
                "text",
                "model",
                "config",
                "promql",
                "promql.edit",
                "target",
                "docker",
                "console",
                "completion",
                "command",
                "output",
                "render");
        // Plumbing that the adapters of targets share; they never import each other.
        row("tls", "failure", "javax.net.ssl.");
        row(
                "target.http",
                "failure",
                "model",
                "config",
                "target",
                "tls",
                "okhttp3.",
                "okio.",
                "kotlin.",
                "javax.net.ssl.",
                "com.fasterxml.jackson.core.");
        row(
                "target.prometheus",
                "failure",
                "model",
                "config",
                "snappy",
                "target",
                "target.http",
                "okhttp3.",
                "okio.",
                "kotlin.",
                "javax.net.ssl.",
                "com.fasterxml.jackson.core.");
        row(
                "docker.engine",
                "failure",
                "docker",
                "tls",
                "okhttp3.",
                "okio.",
                "kotlin.",
                "javax.net.",
                "com.fasterxml.jackson.core.");
        row(
                "target.grafana",
                "failure",
                "model",
                "config",
                "promql",
                "target",
                "target.http",
                "okhttp3.",
                "com.fasterxml.jackson.core.");
        row("console.jline", "failure", "text", "console", "completion", "promql", "promql.edit", "org.jline.");
        // A day of the incident's metrics: the maker of the data, and the throw-away server beside it.
        row("docker.state");
        // The audit: files as trees with lines, Compose projects, what lies beside them, and the rules over all of it.
        row("audit.source", "org.snakeyaml.engine.", "com.fasterxml.jackson.core.");
        row("audit.compose", "failure", "config", "audit.source");
        row("audit.project", "docker.state", "audit.source", "audit.compose");
        row("audit", "failure", "audit.source");
        row("audit.sarif", "audit", "audit.source", "com.fasterxml.jackson.core.");
        row("audit.live", "failure", "model", "target", "docker", "docker.state");
        row(
                "audit.rule",
                "failure",
                "text",
                "model",
                "promql",
                "docker",
                "docker.state",
                "dashboard",
                "audit",
                "audit.source",
                "audit.compose",
                "audit.project",
                "audit.live");
        row(
                "command.audit",
                "failure",
                "text",
                "model",
                "config",
                "target",
                "docker",
                "docker.state",
                "volume.backup",
                "volume.rescue",
                "audit.live",
                "console",
                "render",
                "command",
                "audit",
                "audit.source",
                "audit.compose",
                "audit.project",
                "audit.rule",
                "audit.sarif");
        row("demo", "failure", "model");
        row("demo.server", "failure", "model", "demo");
    }

    /** Plans of checked steps: what may touch data, shown before and proved after. */
    private static void guard(String[] floorsBelow) {
        row("volume.plan", "failure");
        row("volume.journal", "failure");
        row("volume.proof", "failure", "model", "target", "fetch");
        row("volume.state", "docker", "docker.state");
        row("volume.gate", "failure", "volume.state");
        row("volume.copy", "failure", "docker", "org.apache.commons.compress.");
        row("volume.compose", "failure", "docker", "com.fasterxml.jackson.");
        row("volume.server", "failure", "model", "docker", "target", "volume.proof", "volume.state");
        String[] planned = {
            "failure",
            "model",
            "docker",
            "target",
            "volume.plan",
            "volume.journal",
            "volume.proof",
            "volume.state",
            "volume.copy",
            "volume.compose",
            "volume.server"
        };
        row("volume.restart", planned);
        row("volume.rescue", join(planned, "tsdb", "volume.restart", "org.apache.commons.compress.", JACKSON));
        String[] guarded = join(planned, "volume.gate", "volume.restart", "volume.rescue", "volume.backup");
        row("command.steps", join(floorsBelow, guarded));
        row("volume.watch", join(planned, "volume.rescue"));
        for (String noun : List.of("guard", "rescue", "watchdog")) {
            row("command." + noun, join(join(floorsBelow, guarded), "command.steps", "volume.watch"));
        }
        row("volume.archive", "failure", "org.apache.commons.compress.", "com.fasterxml.jackson.core.");
        row("volume.sqlite");
        String[] archived = join(planned, "volume.archive", "volume.sqlite", "org.apache.commons.compress.");
        row("volume.backup", join(archived, "volume.restart", "tsdb"));
        row("volume.survey", join(planned, "volume.backup"));
        row(
                "command.volume",
                join(
                        floorsBelow,
                        "command.steps",
                        "volume.journal",
                        "volume.server",
                        "volume.archive",
                        "volume.backup",
                        "volume.survey"));
    }

    private static String[] join(String[] floors, String... more) {
        return Stream.concat(Arrays.stream(floors), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void row(String name, String... mayImport) {
        PLAN.put(name, List.of(mayImport));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.promsh");

    @TestFactory
    Stream<DynamicTest> everyPackageKeepsToItsRow() {
        return packages()
                .filter(name -> !name.equals("app"))
                .map(name -> dynamicTest(name, () -> {
                    assertTrue(PLAN.containsKey(name), () -> "package " + name + " has no row in the floor plan");
                    assertEquals(List.of(), strangers(name));
                }));
    }

    private static Stream<String> packages() {
        return CLASSES.stream().map(FloorPlanTest::floor).distinct().sorted();
    }

    private static List<String> strangers(String name) {
        List<String> allowed = PLAN.getOrDefault(name, List.of());
        TreeSet<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!floor(type).equals(name)) {
                continue;
            }
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass other = dependency.getTargetClass().getBaseComponentType();
                if (!other.isPrimitive() && !isAllowed(other, name, allowed)) {
                    found.add(type.getSimpleName() + " -> " + other.getName());
                }
            });
        }
        return List.copyOf(found);
    }

    private static boolean isAllowed(JavaClass other, String self, List<String> allowed) {
        String full = other.getName();
        if (full.startsWith(ROOT)) {
            String floor = floor(other);
            return floor.equals(self) || allowed.contains(floor);
        }
        return FREE.stream().anyMatch(full::startsWith)
                || allowed.stream().filter(prefix -> prefix.endsWith(".")).anyMatch(full::startsWith);
    }

    private static String floor(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    @Test
    void noFileIsLongerThan400Lines() throws IOException {
        TreeSet<String> tooLong = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                long lines = Files.readAllLines(file).size();
                if (lines > 400) {
                    tooLong.add(file + ": " + lines);
                }
            }
        }
        assertEquals(new TreeSet<String>(), tooLong);
    }

    @Test
    void noNameEndsInAWordThatSaysNothing() {
        List<String> banned = List.of("Util", "Utils", "Helper", "Manager", "Common", "Impl", "Base", "Data", "Info");
        List<String> found = CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> banned.stream().anyMatch(name::endsWith) || name.startsWith("Abstract"))
                .sorted()
                .toList();
        assertEquals(List.of(), found);
    }

    @Test
    void onlyTheEdgesTouchTheProcessAndTheClock() {
        List<String> edges = List.of(
                "app",
                "target.http",
                "target.grafana",
                "target.prometheus",
                "docker.engine",
                "console.jline",
                "demo.server");
        List<String> banned = List.of(
                "java.lang.System.exit",
                "java.lang.System.getenv",
                "java.time.Instant.now",
                "java.lang.System.console");
        TreeSet<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (edges.contains(floor(type))) {
                continue;
            }
            type.getMethodCallsFromSelf().forEach(call -> {
                String target = call.getTargetOwner().getName() + "." + call.getName();
                if (banned.contains(target)) {
                    found.add(type.getName() + " calls " + target);
                }
            });
            type.getFieldAccessesFromSelf().forEach(access -> {
                String field = access.getTargetOwner().getName() + "." + access.getName();
                if (field.matches("java\\.lang\\.System\\.(in|out|err)")) {
                    found.add(type.getName() + " uses " + field);
                }
            });
        }
        assertEquals(new TreeSet<String>(), found);
    }
}
