package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.project.DashboardFile;
import io.promsh.audit.project.DataSource;
import io.promsh.audit.project.DataSourceUse;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.project.Provider;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.text.Escaping;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GRA, dashboards and their providers. */
final class DashboardRules {
    private DashboardRules() {}

    static void unknownSource(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        List<DataSource> sources = grafana.dataSources();
        if (sources.isEmpty() && !grafana.dashboards().isEmpty()) {
            out.unknown("no provisioned data source is among the files: what the uids mean is not known");
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        sources.forEach(source -> {
            known.add(source.uid());
            known.add(DataSourceRules.wantedUid(grafana, source));
        });
        Set<String> names = new LinkedHashSet<>(known);
        sources.forEach(source -> names.add(source.name()));
        for (DashboardFile dashboard : grafana.dashboards()) {
            for (DataSourceUse use : dashboard.uses()) {
                boolean isFine = use.isDefault()
                        || use.isBuiltIn()
                        || use.isVariable()
                        || (use.isName() ? names : known).contains(use.uid());
                if (!isFine) {
                    tell(grafana, files, dashboard, use, known, out);
                }
            }
        }
    }

    private static void tell(
            GrafanaFiles grafana,
            ProjectFiles files,
            DashboardFile dashboard,
            DataSourceUse use,
            Set<String> known,
            Judgement out) {
        Optional<String> meant = meant(grafana, use);
        String near = meant.or(() -> Nearest.of(use.uid(), known)).orElse("one of " + String.join(", ", known));
        List<Edit> edits =
                meant.map(uid -> Edits.replace(use.place(), use.uid(), uid)).orElse(List.of());
        String subject = files.shown(dashboard.file()).toString();
        String message =
                use.where() + " uses the data source " + Escaping.visible(use.uid()) + ", which nobody provisions";
        // Each place has its own line to change: all of a panel's go into one finding by their key's file and line.
        out.found(
                use.place().toString(),
                subject,
                message,
                Edits.fix("use the uid " + near, edits),
                Evidence.at(use.place(), use.where()));
    }

    /** The only provisioned data source of the type that is asked for. */
    private static Optional<String> meant(GrafanaFiles grafana, DataSourceUse use) {
        String type = use.type().isEmpty() ? "prometheus" : use.type();
        List<DataSource> same = grafana.dataSources().stream()
                .filter(one -> one.type().equals(type))
                .toList();
        return same.size() == 1 ? Optional.of(DataSourceRules.wantedUid(grafana, same.get(0))) : Optional.empty();
    }

    static void placeholders(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        for (DashboardFile dashboard : grafana.dashboards()) {
            Set<String> variables = dashboard.dataSourceVariables();
            for (DataSourceUse use : dashboard.uses()) {
                if (!use.isVariable() || variables.contains(use.variable())) {
                    continue;
                }
                Optional<String> meant = meant(grafana, use);
                List<Edit> edits = meant.map(uid -> Edits.replace(use.place(), use.uid(), uid))
                        .orElse(List.of());
                out.found(
                        use.place().toString(),
                        files.shown(dashboard.file()).toString(),
                        use.where() + " uses " + Escaping.visible(use.uid()) + ", which nothing fills in",
                        Edits.fix(
                                meant.map(uid -> "put the uid " + uid + " in its place")
                                        .orElse(out.rule().fix()),
                                edits),
                        Evidence.at(use.place(), use.where()));
            }
        }
    }

    static void clashes(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        Map<String, DashboardFile> uids = new HashMap<>();
        Map<String, DashboardFile> titles = new HashMap<>();
        for (DashboardFile dashboard : grafana.dashboards()) {
            String shown = files.shown(dashboard.file()).toString();
            Optional<Problem> broken = dashboard.document().unreadable();
            if (broken.isPresent()) {
                out.found(
                        shown,
                        "Grafana cannot read it: " + broken.get().message(),
                        out.advice(),
                        Evidence.at(broken.get().place(), "here it ends"));
                continue;
            }
            Place top = dashboard.root().place();
            if (dashboard.title().isEmpty()) {
                out.found(
                        shown + " title",
                        shown,
                        "it has no title: Grafana skips it",
                        out.advice(),
                        Evidence.at(top, "no title"));
            }
            if (dashboard.uid().isEmpty()) {
                out.found(
                        shown + " uid",
                        shown,
                        "it has no uid: its address changes with every new Grafana",
                        Fix.of("give it a uid of its own, up to 40 letters, digits, - and _"),
                        Evidence.at(top, "no uid"));
            }
            same(uids, dashboard, dashboard.uid(), "uid", files, out);
            String folder = String.valueOf(dashboard.file().getParent());
            same(
                    titles,
                    dashboard,
                    dashboard.title().isEmpty() ? "" : folder + "/" + dashboard.title(),
                    "title",
                    files,
                    out);
        }
    }

    private static void same(
            Map<String, DashboardFile> seen,
            DashboardFile dashboard,
            String value,
            String what,
            ProjectFiles files,
            Judgement out) {
        DashboardFile first = value.isEmpty() ? null : seen.putIfAbsent(value, dashboard);
        if (first == null) {
            return;
        }
        Place place = dashboard
                .root()
                .get(what)
                .map(node -> node.place())
                .orElse(dashboard.root().place());
        out.found(
                dashboard.file() + what,
                files.shown(dashboard.file()).toString(),
                "it has the " + what + " of " + files.shown(first.file()) + ": Grafana keeps one of the two",
                out.advice(),
                Evidence.at(place, what + " for a second time"));
    }

    static void providers(ProjectFiles files, ComposeProject project, Judgement out) {
        for (Provider provider : files.grafana().providers()) {
            boolean isFile = provider.node().text("type").isEmpty()
                    || provider.node().text("type").equals("file");
            if (!isFile || provider.path().isEmpty() || !provider.dashboards().isEmpty()) {
                continue;
            }
            boolean isMounted = provider.folder().isPresent();
            String message = isMounted
                    ? "the folder at " + provider.path() + " holds no dashboard"
                    : "nothing is mounted at " + provider.path() + " in Grafana";
            List<String> folders = new ArrayList<>();
            project.active().stream()
                    .filter(GrafanaFiles::isGrafana)
                    .flatMap(service -> service.mounts().stream())
                    .forEach(mount -> folders.add(mount.target()));
            out.found(
                    "provider " + provider.name(),
                    message,
                    Fix.of(isMounted ? "put the JSON files there" : "mounted are " + String.join(", ", folders)),
                    Evidence.at(provider.place(), "the provider's path"));
        }
    }
}
