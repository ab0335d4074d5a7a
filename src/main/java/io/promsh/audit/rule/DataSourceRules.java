package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Judgement;
import io.promsh.audit.project.DashboardFile;
import io.promsh.audit.project.DataSource;
import io.promsh.audit.project.GoBool;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.Scalar;
import io.promsh.text.Escaping;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** GRA, data sources as they are provisioned. */
final class DataSourceRules {
    private static final List<String> BOOLEANS =
            List.of("isDefault", "editable", "basicAuth", "withCredentials", "readOnly");
    private static final List<String> PROVIDER_BOOLEANS = List.of("disableDeletion", "allowUiUpdates", "editable");
    private static final Set<String> FIELDS = Set.of(
            "name",
            "type",
            "access",
            "orgId",
            "uid",
            "url",
            "user",
            "database",
            "basicAuth",
            "basicAuthUser",
            "basicAuthPassword",
            "password",
            "withCredentials",
            "isDefault",
            "correlations",
            "jsonData",
            "secureJsonData",
            "editable",
            "version",
            "readOnly",
            "apiVersion");

    private DataSourceRules() {}

    static void booleans(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        for (DataSource source : grafana.dataSources()) {
            booleans(source.node(), BOOLEANS, "data source " + source.name(), files, out);
        }
        grafana.providers()
                .forEach(provider ->
                        booleans(provider.node(), PROVIDER_BOOLEANS, "provider " + provider.name(), files, out));
    }

    private static void booleans(Node node, List<String> keys, String of, ProjectFiles files, Judgement out) {
        for (String key : keys) {
            Scalar value = node.scalar(key).orElse(null);
            if (value == null || value.isNull() || GoBool.isReadable(value.text())) {
                continue;
            }
            String meant = value.text().toLowerCase(Locale.ROOT).matches("(t|y|on|1).*") ? "true" : "false";
            out.found(
                    value.place().toString(),
                    files.shown(value.place().file()).toString(),
                    key + " of " + of + " is \"" + Escaping.visible(value.text()) + "\", which is no boolean",
                    Edits.fix("write " + key + ": " + meant, Edits.replace(value.place(), value.text(), meant)),
                    Evidence.at(value.place(), key + ": " + value.text()));
        }
    }

    static void twoDefaults(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        Map<String, List<DataSource>> defaults = new LinkedHashMap<>();
        for (DataSource source : grafana.dataSources()) {
            if (source.isDefault()) {
                defaults.computeIfAbsent(source.organisation(), key -> new ArrayList<>())
                        .add(source);
            }
        }
        defaults.forEach((organisation, sources) -> {
            if (sources.size() > 1) {
                String names =
                        String.join(", ", sources.stream().map(DataSource::name).toList());
                List<Edit> edits = new ArrayList<>();
                for (DataSource other : sources.subList(1, sources.size())) {
                    edits.addAll(Edits.replace(
                            other.placeOf("isDefault"), other.node().text("isDefault"), "false"));
                }
                Evidence[] evidence = sources.stream()
                        .map(source -> Evidence.at(source.placeOf("isDefault"), source.name() + " is a default"))
                        .toArray(Evidence[]::new);
                out.found(
                        "organisation " + organisation,
                        "two defaults in one organisation: " + names,
                        Edits.fix(out.rule().fix(), edits),
                        evidence);
            }
        });
    }

    static void noUid(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        for (DataSource source : grafana.dataSources()) {
            if (source.hasUid() || source.name().isEmpty()) {
                continue;
            }
            String uid = wantedUid(grafana, source);
            out.found(
                    source.name(),
                    "the data source " + source.name() + " has no uid: Grafana makes " + source.uid() + " of its name",
                    Edits.fix("set uid: " + uid, afterName(source, "uid: " + uid)),
                    Evidence.at(source.place(), "no uid:"));
        }
    }

    /** The uid that it should get: the one Grafana made, where a dashboard already uses that; else a short word. */
    static String wantedUid(GrafanaFiles grafana, DataSource source) {
        if (source.hasUid()) {
            return source.uid();
        }
        boolean isUsed = grafana.dashboards().stream()
                .flatMap(dashboard -> dashboard.uses().stream())
                .anyMatch(use -> use.uid().equals(source.uid()));
        String word = source.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return isUsed || word.isEmpty() ? source.uid() : word;
    }

    private static List<Edit> afterName(DataSource source, String line) {
        Mapping.Entry name = source.node().entry("name").orElse(null);
        if (name == null || name.value().place().line() != name.key().place().line()) {
            return List.of();
        }
        String text = Edits.line(name.key().place());
        boolean isBlock = text.substring(0, name.key().place().column() - 1)
                .replace('-', ' ')
                .isBlank();
        String indent = " ".repeat(name.key().place().column() - 1);
        return isBlock
                ? List.of(Edit.after(source.place().file(), name.value().endLine(), List.of(indent + line)))
                : List.of();
    }

    static void shapes(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        for (Document document : grafana.dataSourceFiles()) {
            document.problems().forEach(problem -> tell(problem.place(), sentence(problem), files, out));
            document.root().ifPresent(root -> dataSourceFile(root, files, out));
        }
        for (Document document : grafana.providerFiles()) {
            document.problems().forEach(problem -> tell(problem.place(), sentence(problem), files, out));
            document.root().ifPresent(root -> apiVersion(root, files, out));
        }
        wrongTypes(grafana, files, out);
    }

    private static String sentence(Problem problem) {
        return problem.kind() == Problem.Kind.UNREADABLE
                ? "Grafana cannot read the file: " + problem.message()
                : problem.message();
    }

    private static void tell(Place place, String message, ProjectFiles files, Judgement out) {
        out.found(
                place + message,
                files.shown(place.file()).toString(),
                message,
                out.advice(),
                Evidence.at(place, "provisioning"));
    }

    private static void apiVersion(Node root, ProjectFiles files, Judgement out) {
        if (!root.text("apiVersion").equals("1")) {
            Place place = root.get("apiVersion").map(Node::place).orElse(root.place());
            boolean isAbsent = root.get("apiVersion").isEmpty() && place.column() == 1;
            List<Edit> edits =
                    isAbsent ? List.of(new Edit(place.file(), place.line(), 0, List.of("apiVersion: 1"))) : List.of();
            out.found(
                    place.file() + "apiVersion",
                    files.shown(place.file()).toString(),
                    "apiVersion: 1 is missing: Grafana reads the file as one of version 0, with other field names",
                    Edits.fix("begin the file with apiVersion: 1", edits),
                    Evidence.at(place, "no apiVersion: 1"));
        }
    }

    private static void dataSourceFile(Node root, ProjectFiles files, Judgement out) {
        apiVersion(root, files, out);
        for (Mapping.Entry entry : root.entries()) {
            boolean isField = FIELDS.contains(entry.name()) && !entry.name().equals("apiVersion");
            if (isField) {
                tell(
                        entry.key().place(),
                        entry.name() + " stands outside of datasources: wrong indentation",
                        files,
                        out);
            }
        }
        Node list = root.get("datasources").orElse(null);
        if (list instanceof Mapping mapping) {
            tell(mapping.place(), "datasources is no list: each begins with a dash", files, out);
        }
        for (Node item : root.items("datasources")) {
            boolean isPart = item.text("name").isEmpty();
            if (isPart) {
                tell(
                        item.place(),
                        "a data source without a name: a dash too many makes a field one of its own",
                        files,
                        out);
            }
            for (Mapping.Entry field : item.entries()) {
                if (!FIELDS.contains(field.name())) {
                    String near = Nearest.of(field.name(), FIELDS)
                            .map(word -> ": " + word + " is meant?")
                            .orElse("");
                    tell(field.key().place(), "Grafana knows no field " + field.name() + near, files, out);
                }
            }
            String access = item.text("access");
            if (!access.isEmpty() && !access.equals("proxy") && !access.equals("direct") && !access.contains("$")) {
                tell(
                        item.at("access").map(Node::place).orElse(item.place()),
                        "access is " + access + ": only proxy and direct are known",
                        files,
                        out);
            }
        }
    }

    private static void wrongTypes(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        Map<String, String> types = new LinkedHashMap<>();
        grafana.dataSources().forEach(source -> types.put(source.uid(), source.type()));
        for (DashboardFile dashboard : grafana.dashboards()) {
            dashboard.uses().forEach(use -> {
                String type = types.getOrDefault(use.uid(), "");
                if (!type.isEmpty() && !use.type().isEmpty() && !type.equals(use.type())) {
                    tell(
                            use.place(),
                            use.where() + " takes " + use.uid() + " for " + use.type() + ", it is " + type,
                            files,
                            out);
                }
            });
        }
    }

    static void noDefault(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        List<DataSource> sources = grafana.dataSources();
        boolean hasDefault = sources.stream()
                .anyMatch(source ->
                        source.isDefault() || !GoBool.isReadable(source.node().text("isDefault")));
        if (sources.isEmpty() || hasDefault) {
            return;
        }
        for (DashboardFile dashboard : grafana.dashboards()) {
            dashboard.uses().stream()
                    .filter(use -> use.isDefault() && !use.isBuiltIn())
                    .findFirst()
                    .ifPresent(use -> {
                        DataSource first = sources.get(0);
                        boolean isWritten = first.node().get("isDefault").isPresent();
                        List<Edit> edits = isWritten
                                ? Edits.replace(
                                        first.placeOf("isDefault"), first.node().text("isDefault"), "true")
                                : afterName(first, "isDefault: true");
                        out.found(
                                files.shown(dashboard.file()).toString(),
                                use.where() + " uses the default data source, and none is",
                                Edits.fix("mark one: isDefault: true", edits),
                                Evidence.at(use.place(), "the default data source"));
                    });
        }
    }
}
