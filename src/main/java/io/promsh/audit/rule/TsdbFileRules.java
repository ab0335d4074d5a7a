package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.project.PrometheusConfig;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.SourceFiles;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.util.List;

/** TSD, by the files: flags of Prometheus and Pushgateway, copies of the data. */
final class TsdbFileRules {
    private TsdbFileRules() {}

    static boolean hasFlag(ComposeService service, String flag) {
        return service.commandWords().stream()
                .map(word -> word.replaceFirst("^-+", ""))
                .anyMatch(word -> word.equals(flag) || word.startsWith(flag + "="));
    }

    static void retention(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : ComposeFileRules.prometheuses(project)) {
            boolean isInConfig = files.prometheus().stream()
                    .filter(config ->
                            config.service().filter(service.name()::equals).isPresent())
                    .anyMatch(config -> config.document()
                            .root()
                            .flatMap(root -> root.at("storage", "tsdb", "retention"))
                            .isPresent());
            boolean isSet = isInConfig
                    || hasFlag(service, "storage.tsdb.retention.time")
                    || hasFlag(service, "storage.tsdb.retention.size")
                    || hasFlag(service, "storage.tsdb.retention");
            if (!isSet) {
                out.found(
                        service.name(),
                        "no retention is set: 15 days",
                        Edits.fix(
                                "say how long history is to be kept: --storage.tsdb.retention.time=30d",
                                Edits.addFlag(service, "--storage.tsdb.retention.time=30d")),
                        Evidence.at(ComposeFileRules.commandPlace(service), "no --storage.tsdb.retention"));
            }
        }
    }

    static void adminInterface(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : ComposeFileRules.prometheuses(project)) {
            if (!hasFlag(service, "web.enable-admin-api")) {
                List<Edit> edits = Edits.addFlag(service, "--web.enable-admin-api");
                out.found(
                        service.name(),
                        "the admin interface is off: no consistent snapshot",
                        Edits.fix(out.rule().fix(), edits),
                        Evidence.at(ComposeFileRules.commandPlace(service), "no --web.enable-admin-api"));
            }
        }
    }

    static void onlyCopy(ProjectFiles files, ComposeProject project, Judgement out) {
        List<ComposeService> servers = ComposeFileRules.prometheuses(project);
        boolean hasBackup = files.scripts().stream()
                .flatMap(script -> SourceFiles.lines(script).stream())
                .anyMatch(line -> !line.strip().startsWith("#")
                        && (line.contains("volume backup") || line.contains("/api/v1/admin/tsdb/snapshot")));
        boolean hasThanos = project.active().stream()
                .anyMatch(service -> StatefulServices.ofImage(service.image())
                        .filter(kind -> kind.name().equals("Thanos"))
                        .isPresent());
        if (servers.size() != 1 || hasBackup || hasThanos) {
            return;
        }
        ComposeService server = servers.get(0);
        PrometheusConfig config = files.prometheus().stream()
                .filter(one -> one.service().filter(server.name()::equals).isPresent())
                .findFirst()
                .orElse(null);
        if (config == null || config.document().root().isEmpty()) {
            out.unknown("the configuration of " + server.name() + " is not among the files: remote_write is not known");
            return;
        }
        Node root = config.document().root().get();
        if (root.items("remote_write").isEmpty()) {
            out.found(
                    server.name(),
                    "no remote_write, no second Prometheus, no backup in a script or timetable",
                    Fix.of("print a timetable with: volume backup NAME --schedule; or add remote_write to "
                            + files.shown(config.document().file())),
                    Evidence.at(Place.line(config.document().file(), 1), "no remote_write:"));
        }
    }

    static void forgetfulGateway(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            boolean isGateway = StatefulServices.ofImage(service.image())
                    .filter(kind -> kind.name().equals("Pushgateway"))
                    .isPresent();
            if (isGateway
                    && StatefulService.flagValue("--persistence.file", service.commandWords())
                            .isEmpty()) {
                out.found(
                        service.name(),
                        "what is pushed lives in memory only",
                        Fix.of(
                                "command: [--persistence.file=/data/pushgateway], and a volume at /data that uid 65534 can"
                                        + " write"),
                        Evidence.at(ComposeFileRules.commandPlace(service), "no --persistence.file"));
            }
        }
    }
}
