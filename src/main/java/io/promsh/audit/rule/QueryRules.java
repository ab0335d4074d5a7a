package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.project.DashboardFile;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.SourceFiles;
import io.promsh.dashboard.DashboardReader;
import io.promsh.dashboard.DashboardUse;
import io.promsh.dashboard.DashboardUse.UsedExpression;
import io.promsh.dashboard.Intervals;
import io.promsh.dashboard.VariableSource;
import io.promsh.failure.Failure;
import io.promsh.model.TimeRange;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.text.Escaping;
import io.promsh.text.Nearest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GRA010: what the panels ask. */
final class QueryRules {
    /** Only used to fill in variables such as {@code $__range}. */
    private static final TimeRange ANY_HOUR = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(3600));

    private QueryRules() {}

    static void syntax(GrafanaFiles grafana, ProjectFiles files, Judgement out) {
        for (DashboardFile dashboard : grafana.dashboards()) {
            for (DashboardFile.Query query : dashboard.queries()) {
                boolean isOthers = !query.source().type().isEmpty()
                        && !query.source().type().equals("prometheus");
                if (isOthers) {
                    continue;
                }
                ParseResult result = PromqlParser.parse(PanelText.filled(query.expression()));
                if (!result.errors().isEmpty()) {
                    out.found(
                            query.place().toString(),
                            files.shown(dashboard.file()).toString(),
                            query.where() + " asks what is no PromQL: "
                                    + result.errors().get(0).message(),
                            Fix.of("try it with: explain EXPR"),
                            Evidence.at(query.place(), query.where()));
                }
            }
        }
    }

    static void absent(GrafanaFiles grafana, ProjectFiles files, LiveServer server, Judgement out) {
        Set<String> known = server.metricNames();
        for (DashboardFile dashboard : grafana.dashboards()) {
            for (UsedExpression used : expressions(dashboard)) {
                List<String> absent = used.metrics().stream()
                        .filter(metric -> !known.contains(metric))
                        .toList();
                Optional<DashboardFile.Query> query = dashboard.queries().stream()
                        .filter(one -> one.expression().equals(used.text()))
                        .findFirst();
                query.ifPresent(
                        place -> absent.forEach(metric -> absent(dashboard, place, metric, known, files, server, out)));
            }
        }
    }

    private static void absent(
            DashboardFile dashboard,
            DashboardFile.Query query,
            String metric,
            Set<String> known,
            ProjectFiles files,
            LiveServer server,
            Judgement out) {
        String near =
                Nearest.of(metric, known).map(name -> "is " + name + " meant? ").orElse("");
        out.found(
                query.place() + metric,
                files.shown(dashboard.file()).toString(),
                query.where() + " asks for " + Escaping.visible(metric) + ", which the server does not have",
                Fix.of(near + "see why with: explain " + Escaping.visible(metric)),
                Evidence.at(query.place(), query.where()),
                Evidence.of(server.name(), "has no such metric"));
    }

    private static List<UsedExpression> expressions(DashboardFile dashboard) {
        try {
            String json = String.join("\n", SourceFiles.lines(dashboard.file()));
            return DashboardUse.of(
                            new DashboardReader((uid, name) -> Optional.empty())
                                    .read(json, dashboard.file().toString()),
                            Map.of(),
                            VariableSource.NONE,
                            Intervals.of(ANY_HOUR))
                    .expressions();
        } catch (Failure e) {
            // What cannot be read is told by GRA008.
            return List.of();
        }
    }
}
