package io.promsh.audit.rule;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.project.DashboardFile;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.project.PrometheusConfig;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds secrets that are written out in a project's files. */
public final class SecretPlaces {
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*:?-[^}$]+}");

    private final List<SecretPlace> found = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();

    private SecretPlaces() {}

    /** Returns the secrets of all files that are read. */
    static List<SecretPlace> of(ProjectFiles files) {
        SecretPlaces search = new SecretPlaces();
        files.compose().ifPresent(search::compose);
        for (PrometheusConfig config : files.prometheus()) {
            search.tree(config.document(), "password_file, credentials_file or bearer_token_file");
        }
        for (Document document : files.grafana().dataSourceFiles()) {
            search.tree(document, "$VARIABLE in secureJsonData");
        }
        for (DashboardFile dashboard : files.grafana().dashboards()) {
            dashboard.document().root().ifPresent(root -> search.looks(root, "a data source that holds it"));
        }
        files.scripts().forEach(search::script);
        return search.found;
    }

    /** Returns the lines that hold secrets, so that nothing shows them. */
    public static Map<Path, Set<Integer>> lines(ProjectFiles files) {
        Map<Path, Set<Integer>> lines = new HashMap<>();
        for (SecretPlace secret : of(files)) {
            lines.computeIfAbsent(secret.place().file(), file -> new HashSet<>())
                    .add(secret.place().line());
        }
        // Of a file of variables nothing is shown: any of them may be one.
        files.compose().ifPresent(project -> {
            Path env = project.folder().resolve(".env");
            Set<Integer> all = lines.computeIfAbsent(env, file -> new HashSet<>());
            for (int line = 1; line <= SourceFiles.lines(env).size(); line++) {
                all.add(line);
            }
        });
        return lines;
    }

    /** Returns whether a file holds a private key. */
    static boolean holdsKey(Path file) {
        List<String> lines = SourceFiles.lines(file);
        boolean isText = lines.stream().anyMatch(line -> line.contains("PRIVATE KEY-----"));
        return isText || (lines.isEmpty() && !file.toString().endsWith(".pem")) || file.endsWith(".htpasswd");
    }

    private void add(Place place, String what, String remedy) {
        if (places.add(place)) {
            found.add(new SecretPlace(place, what, remedy));
        }
    }

    private void compose(ComposeProject project) {
        for (ComposeService service : project.services()) {
            service.environment().forEach((name, value) -> variable(service, name, value));
            for (Scalar word : service.command()) {
                flag(service, word);
            }
        }
        for (Path file : project.files()) {
            SourceFiles.read(file).root().ifPresent(root -> looks(root, "${VARIABLE}, env_file: or secrets:"));
        }
    }

    private void variable(ComposeService service, String name, Scalar value) {
        if (!SecretWords.isName(name)) {
            return;
        }
        boolean isDefault =
                value.isFilled() && DEFAULT.matcher(Edits.line(value.place())).find();
        if (isDefault || (!value.isFilled() && SecretWords.isWrittenOut(value.text()))) {
            String what = isDefault ? "a default of the variable " : "the variable ";
            add(
                    value.place(),
                    what + name + " of " + service.name(),
                    "${" + name + ":?} with the value in .env, or " + name + "__FILE with secrets:");
        }
    }

    private void flag(ComposeService service, Scalar word) {
        int equals = word.text().indexOf('=');
        if (!word.text().startsWith("-") || equals < 0 || word.isFilled()) {
            return;
        }
        String name = word.text().substring(0, equals).replaceFirst("^-+", "");
        if (SecretWords.isName(name) && SecretWords.isWrittenOut(word.text().substring(equals + 1))) {
            add(word.place(), "the flag --" + name + " of " + service.name(), "a file or a variable");
        }
    }

    private void tree(Document document, String remedy) {
        document.root().ifPresent(root -> {
            named(root, remedy);
            looks(root, remedy);
        });
    }

    private void named(Node node, String remedy) {
        for (Mapping.Entry entry : node.entries()) {
            if (entry.value() instanceof Scalar scalar) {
                if (SecretWords.isName(entry.name()) && SecretWords.isWrittenOut(scalar.text())) {
                    add(scalar.place(), "the value of " + entry.name(), remedy);
                }
            } else {
                named(entry.value(), remedy);
            }
        }
        node.items().forEach(item -> named(item, remedy));
    }

    private void looks(Node node, String remedy) {
        if (node instanceof Scalar scalar) {
            Optional<String> kind = SecretWords.kind(scalar.text());
            kind.ifPresent(what -> add(scalar.place(), what, remedy));
        }
        node.entries().forEach(entry -> looks(entry.value(), remedy));
        node.items().forEach(item -> looks(item, remedy));
    }

    private void script(Path script) {
        List<String> lines = SourceFiles.lines(script);
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> kind = SecretWords.kind(lines.get(i));
            Place place = Place.line(script, i + 1);
            kind.ifPresent(what -> add(place, what, "a variable of the environment"));
        }
    }
}
