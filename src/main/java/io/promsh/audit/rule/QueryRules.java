package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.project.DashboardFile;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;

/** GRA010: what the panels ask. */
final class QueryRules {
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
}
