package io.promsh.audit.rule;

import io.promsh.audit.Judgement;
import io.promsh.audit.Rule;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import java.util.List;

/** Every rule of the catalogue with the methods that judge it, one for each truth. */
public final class Rules {
    private interface OfFiles {
        void check(ProjectFiles files, ComposeProject project, Judgement out);
    }

    private interface OfGrafana {
        void check(GrafanaFiles grafana, ProjectFiles files, Judgement out);
    }

    private interface OfRunning {
        void check(RunningProject project, Judgement out);
    }

    private interface OfServer {
        void check(LiveServer server, Judgement out);
    }

    private interface OfDrift {
        void check(ComposeProject project, RunningProject running, Judgement out);
    }

    private static final String NOTHING_RUNS = "the engine has no container of the project";

    private Rules() {}

    /** Returns all rules, in the order of the catalogue. */
    public static List<Rule<Facts>> all() {
        return List.of(
                rule("VOL001", files(VolumeFileRules::layer), containers(VolumeRunningRules::layer)),
                rule("VOL002", files(VolumeFileRules::anonymous), containers(VolumeRunningRules::anonymous)),
                rule("VOL003", containers((project, out) -> {}), drift(DriftRules::otherVolume)),
                rule("VOL004", files(VolumeFileRules::elsewhere)),
                rule("VOL005", files(VolumeFileRules::memory), containers(VolumeRunningRules::memory)),
                rule("VOL006", files(VolumeFileRules::readOnly), containers(VolumeRunningRules::unwritable)),
                rule("VOL007", Rules::orphans),
                rule("VOL008", engine(VolumeRunningRules::olderProject)),
                rule("VOL009", Rules::nameless),
                rule("VOL010", files(VolumeFileRules::unused)),
                rule("VOL011", containers(VolumeRunningRules::twoWriters)),
                rule("VOL012", drift(DriftRules::missingExternal)),
                rule("VOL013", files(VolumeFileRules::bindSources)),
                rule("VOL014", files(VolumeFileRules::networkDisk), containers(VolumeRunningRules::networkDisk)),
                rule("VOL015", containers(VolumeRunningRules::leftBehind)),
                rule("CMP001", containers(ComposeRunningRules::oldCompose)),
                rule("CMP002", containers(ComposeRunningRules::notCarriedOver)),
                rule("CMP003", containers((project, out) -> {}), drift(DriftRules::pendingRecreate)),
                rule("CMP004", files(ComposeFileRules::restart), containers(ComposeRunningRules::restart)),
                rule("CMP005", files(ComposeFileRules::floatingTag), containers(ComposeRunningRules::tagMoved)),
                rule("CMP006", files(ComposeFileRules::grace), containers(ComposeRunningRules::grace)),
                rule("CMP007", files(ComposeFileRules::health)),
                rule("CMP008", Rules::memory),
                rule("CMP009", files(ComposeFileRules::logs), containers(ComposeRunningRules::logs)),
                rule("CMP010", Rules::oddities),
                rule("CMP011", files(SecretRules::scripts)),
                rule("SEC001", files(SecretRules::literals)),
                rule("SEC002", SecretRules::inGit),
                rule("SEC003", files(ExposureRules::openPorts), containers(ComposeRunningRules::openPorts)),
                rule("SEC004", files(ExposureRules::grafanaLogin), containers(ComposeRunningRules::grafanaLogin)),
                rule("SEC005", files(ExposureRules::rulers), containers(ComposeRunningRules::rulers)),
                rule("TSD001", files(TsdbFileRules::retention), Rules::retention),
                rule("TSD002", Rules::diskFull),
                rule("TSD003", files(TsdbFileRules::adminInterface), server(ServerRules::adminInterface)),
                rule("TSD004", files(TsdbFileRules::onlyCopy)),
                rule("TSD005", Rules::backups),
                rule("TSD006", server(ServerRules::damage)),
                rule("TSD007", containers(ServerRules::leftovers)),
                rule(
                        "TSD008",
                        files(TsdbFileRules::forgetfulGateway),
                        containers(ComposeRunningRules::forgetfulGateway)),
                rule("TSD009", Rules::lateStart),
                rule("GRA001", grafana(DataSourceRules::booleans)),
                rule("GRA002", grafana(DataSourceRules::twoDefaults)),
                rule("GRA003", grafana(DashboardRules::unknownSource)),
                rule("GRA004", grafana(DataSourceRules::noUid)),
                rule("GRA005", grafana(DashboardRules::placeholders)),
                rule("GRA006", grafana(DataSourceRules::shapes)),
                rule("GRA007", files(AddressRules::addresses)),
                rule("GRA008", grafana(DashboardRules::clashes)),
                rule("GRA009", files(DashboardRules::providers)),
                rule("GRA010", grafana(QueryRules::syntax), Rules::absentMetrics),
                rule("GRA011", grafana(DataSourceRules::noDefault)));
    }

    @SafeVarargs
    private static Rule<Facts> rule(String id, Rule.Check<Facts>... checks) {
        return new Rule<>(id, (facts, out) -> {
            for (Rule.Check<Facts> check : checks) {
                check.check(facts, out);
            }
        });
    }

    private static Rule.Check<Facts> files(OfFiles check) {
        return (facts, out) -> facts.compose().ifPresent(project -> check.check(facts.filesHere(), project, out));
    }

    private static Rule.Check<Facts> grafana(OfGrafana check) {
        return (facts, out) -> check.check(facts.filesHere().grafana(), facts.filesHere(), out);
    }

    /** Looks at the engine, whether or not the project runs. */
    private static Rule.Check<Facts> engine(OfRunning check) {
        return (facts, out) -> facts.running().ifPresent(running -> check.check(running, out));
    }

    /** Looks at the project's containers: without any, nothing is known. */
    private static Rule.Check<Facts> containers(OfRunning check) {
        return (facts, out) -> facts.running().ifPresent(running -> {
            if (!running.containers().isEmpty()) {
                check.check(running, out);
            } else if (facts.compose().isPresent()
                    && !out.rule().needsAll()
                    && out.rule().truths().size() > 1) {
                out.unknownInPart(NOTHING_RUNS);
            } else {
                out.unknown(NOTHING_RUNS);
            }
        });
    }

    private static Rule.Check<Facts> server(OfServer check) {
        return (facts, out) -> facts.server().ifPresent(server -> check.check(server, out));
    }

    private static Rule.Check<Facts> drift(OfDrift check) {
        return (facts, out) -> facts.compose()
                .ifPresent(project -> facts.running().ifPresent(running -> check.check(project, running, out)));
    }

    private static void nameless(Facts facts, Judgement out) {
        files((files, project, judgement) -> VolumeFileRules.nameless(files, project, isComposeOne(facts), judgement))
                .check(facts, out);
    }

    private static void oddities(Facts facts, Judgement out) {
        files((files, project, judgement) -> ComposeFileRules.oddities(files, project, isComposeOne(facts), judgement))
                .check(facts, out);
    }

    /** Returns whether what runs was made by Compose 1: fixes must be such as it takes. */
    private static boolean isComposeOne(Facts facts) {
        return facts.running()
                .filter(running -> running.containers().stream().anyMatch(ComposeRunningRules::isOfComposeOne))
                .isPresent();
    }

    private static void orphans(Facts facts, Judgement out) {
        facts.running().ifPresent(running -> AftermathRules.orphans(running, facts.aftermath(), out));
    }

    private static void backups(Facts facts, Judgement out) {
        containers((project, judgement) -> AftermathRules.backups(project, facts.aftermath(), facts.now(), judgement))
                .check(facts, out);
    }

    private static void memory(Facts facts, Judgement out) {
        containers((project, judgement) -> ComposeRunningRules.memory(project, facts.server(), judgement))
                .check(facts, out);
    }

    private static void retention(Facts facts, Judgement out) {
        facts.server().ifPresent(server -> ServerRules.retention(server, facts.running(), out));
    }

    private static void diskFull(Facts facts, Judgement out) {
        facts.server().ifPresent(server -> ServerRules.diskFull(server, facts.running(), facts.now(), out));
    }

    private static void lateStart(Facts facts, Judgement out) {
        facts.server()
                .ifPresent(server ->
                        facts.running().ifPresent(running -> ServerRules.lateStart(server, running, facts.now(), out)));
    }

    private static void absentMetrics(Facts facts, Judgement out) {
        facts.server()
                .ifPresent(server -> QueryRules.absent(facts.filesHere().grafana(), facts.filesHere(), server, out));
    }
}
