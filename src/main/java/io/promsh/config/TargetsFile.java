package io.promsh.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Grafana;
import io.promsh.config.TargetSpec.Tls;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The user's {@code targets.yaml}: {@code targets: {NAME: {url, user, token, token_env, headers, ca, cert, key, insecure}}}, for a
 * Grafana {@code kind, cookie, cookie_env, datasource, org} too. It may hold secrets, so it is written with mode 0600, beside the old one and renamed.
 */
public final class TargetsFile {
    private static final List<String> KEYS = List.of(
            "url",
            "kind",
            "user",
            "token",
            "token_env",
            "headers",
            "ca",
            "cert",
            "key",
            "insecure",
            "cookie",
            "cookie_env",
            "datasource",
            "org");
    private static final List<String> KINDS = List.of("prometheus", TargetSpec.GRAFANA);

    private final Path file;

    /** A file that need not exist. */
    public TargetsFile(Path file) {
        this.file = file;
    }

    /** Returns where it is. */
    public Path path() {
        return file;
    }

    /** Returns the targets in the order of the file. Throws a usage failure for a file that cannot be understood. */
    public List<TargetSpec> read(Map<String, String> environment) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<TargetSpec> targets = new ArrayList<>();
        tree().path("targets")
                .properties()
                .forEach(entry -> targets.add(target(entry.getKey(), entry.getValue(), environment)));
        return targets;
    }

    private JsonNode tree() {
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
            if (tree != null
                    && !tree.isMissingNode()
                    && !tree.isNull()
                    && !tree.path("targets").isObject()) {
                throw Failure.usage(file + " has no 'targets:' map", "see the README for its form");
            }
            return tree == null ? new ObjectMapper().createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            // The parser's message quotes the line, which may hold a secret: only the place is told.
            String place =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw Failure.usage(file + place + " is not valid YAML", "mend the file, or move it away");
        } catch (IOException e) {
            throw Failure.usage("cannot read " + file + ": " + e.getMessage(), "check its owner and mode")
                    .withCause(e);
        }
    }

    private TargetSpec target(String name, JsonNode node, Map<String, String> environment) {
        TreeSet<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw Failure.usage(
                    "target '" + name + "' in " + file + " has unknown keys: " + String.join(", ", unknown),
                    "known are " + String.join(", ", KEYS));
        }
        String url = node.path("url").asText("");
        if (url.isEmpty()) {
            throw Failure.usage("target '" + name + "' in " + file + " has no url", "add url: http://HOST:9090");
        }
        String kind = node.path("kind").asText("prometheus");
        if (!KINDS.contains(kind)) {
            throw Failure.usage(
                    "target '" + name + "' in " + file + " is of the unknown kind '" + kind + "'",
                    "known are " + String.join(", ", KINDS));
        }
        String token = node.path("token").asText("");
        String variable = node.path("token_env").asText("");
        if (!variable.isEmpty()) {
            token = environment.getOrDefault(variable, "");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        node.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new TargetSpec(
                name,
                kind,
                TargetUrl.normal(url),
                new Credentials(node.path("user").asText(""), token),
                headers,
                new Tls(
                        path(node, "ca"),
                        path(node, "cert"),
                        path(node, "key"),
                        node.path("insecure").asBoolean(false)),
                grafana(node, environment));
    }

    private static Grafana grafana(JsonNode node, Map<String, String> environment) {
        String variable = node.path("cookie_env").asText("");
        String cookie = variable.isEmpty() ? node.path("cookie").asText("") : environment.getOrDefault(variable, "");
        return new Grafana(
                SessionCookie.normal(cookie),
                node.path("datasource").asText(""),
                node.path("org").asText(""));
    }

    /** Returns the cookies that the file itself holds for a target, or empty where it holds none. */
    public Optional<String> cookie(String name) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String cookie = tree().path("targets").path(name).path("cookie").asText("");
        return cookie.isEmpty() ? Optional.empty() : Optional.of(SessionCookie.normal(cookie));
    }

    /** Writes new cookies for a target that the file holds cookies for; all else in the file stays as it is, where that can be. */
    public void putCookie(String name, String cookie) {
        try {
            String text = Files.readString(file);
            String old = tree().path("targets").path(name).path("cookie").asText("");
            if (!old.isEmpty() && text.indexOf(old) >= 0 && text.indexOf(old) == text.lastIndexOf(old)) {
                // By the text: a tree that is written anew has lost its comments.
                write(text.replace(old, cookie));
                return;
            }
            ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
            if (tree() instanceof ObjectNode root) {
                root.withObject("/targets")
                        .withObject("/" + name.replace("~", "~0").replace("/", "~1"))
                        .put("cookie", cookie);
                write(yaml.writeValueAsString(root));
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "cannot write the new session cookie to " + file + ": " + e.getMessage(),
                            "check its owner and mode")
                    .withCause(e);
        }
    }

    private Optional<Path> path(JsonNode node, String key) {
        String text = node.path(key).asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path folder = file.toAbsolutePath().getParent();
        return Optional.of(folder == null ? Path.of(text) : folder.resolve(text));
    }

    /** Adds a target or replaces the one of its name. Throws a failure when the file cannot be written. */
    public void put(TargetSpec spec) {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        ObjectNode root = Files.isRegularFile(file) && tree() instanceof ObjectNode old ? old : yaml.createObjectNode();
        ObjectNode node = root.withObject("/targets").putObject(spec.name());
        node.put("url", spec.url());
        putUnlessEmpty(node, "user", spec.credentials().user());
        putUnlessEmpty(node, "token", spec.credentials().secret());
        if (!spec.kind().equals("prometheus")) {
            node.put("kind", spec.kind());
        }
        putUnlessEmpty(node, "cookie", spec.grafana().cookie());
        putUnlessEmpty(node, "datasource", spec.grafana().dataSource());
        putUnlessEmpty(node, "org", spec.grafana().organisation());
        if (!spec.headers().isEmpty()) {
            ObjectNode headers = node.putObject("headers");
            spec.headers().forEach(headers::put);
        }
        spec.tls()
                .authority()
                .ifPresent(path -> node.put("ca", path.toAbsolutePath().toString()));
        spec.tls()
                .certificate()
                .ifPresent(path -> node.put("cert", path.toAbsolutePath().toString()));
        spec.tls().key().ifPresent(path -> node.put("key", path.toAbsolutePath().toString()));
        if (spec.tls().skipVerify()) {
            node.put("insecure", true);
        }
        try {
            write(yaml.writeValueAsString(root));
        } catch (IOException e) {
            throw Failure.failed(
                            "cannot write " + file + ": " + e.getMessage(),
                            "the target is in use for this session; check the folder's owner and mode")
                    .withCause(e);
        }
    }

    private static void putUnlessEmpty(ObjectNode node, String key, String value) {
        if (!value.isEmpty()) {
            node.put(key, value);
        }
    }

    private void write(String text) throws IOException {
        PrivateFile.write(file, text);
    }
}
