package io.promsh.audit.rule;

import io.promsh.audit.Judgement;
import io.promsh.audit.Rule;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import java.util.List;

/** Every rule of the catalogue with the methods that judge it. */
public final class Rules {
    private interface OfFiles {
        void check(ProjectFiles files, ComposeProject project, Judgement out);
    }

    private interface OfGrafana {
        void check(GrafanaFiles grafana, ProjectFiles files, Judgement out);
    }

    private Rules() {}

    /** Returns all rules, in the order of the catalogue. */
    public static List<Rule<Facts>> all() {
        return List.of(
                files("VOL001", VolumeFileRules::layer),
                files("VOL002", VolumeFileRules::anonymous),
                files("VOL004", VolumeFileRules::elsewhere),
                files("VOL005", VolumeFileRules::memory),
                files("VOL006", VolumeFileRules::readOnly),
                files("VOL009", VolumeFileRules::nameless),
                files("VOL010", VolumeFileRules::unused),
                files("VOL013", VolumeFileRules::bindSources),
                files("VOL014", VolumeFileRules::networkDisk),
                files("CMP004", ComposeFileRules::restart),
                files("CMP005", ComposeFileRules::floatingTag),
                files("CMP006", ComposeFileRules::grace),
                files("CMP007", ComposeFileRules::health),
                files("CMP009", ComposeFileRules::logs),
                files("CMP010", ComposeFileRules::oddities),
                files("CMP011", SecretRules::scripts),
                files("SEC001", SecretRules::literals),
                new Rule<>("SEC002", SecretRules::inGit),
                files("SEC003", ExposureRules::openPorts),
                files("SEC004", ExposureRules::grafanaLogin),
                files("SEC005", ExposureRules::rulers),
                files("TSD001", TsdbFileRules::retention),
                files("TSD003", TsdbFileRules::adminInterface),
                files("TSD004", TsdbFileRules::onlyCopy),
                files("TSD008", TsdbFileRules::forgetfulGateway),
                grafana("GRA001", DataSourceRules::booleans),
                grafana("GRA002", DataSourceRules::twoDefaults),
                grafana("GRA003", DashboardRules::unknownSource),
                grafana("GRA004", DataSourceRules::noUid),
                grafana("GRA005", DashboardRules::placeholders),
                grafana("GRA006", DataSourceRules::shapes),
                files("GRA007", AddressRules::addresses),
                grafana("GRA008", DashboardRules::clashes),
                files("GRA009", DashboardRules::providers),
                grafana("GRA010", QueryRules::syntax),
                grafana("GRA011", DataSourceRules::noDefault));
    }

    private static Rule<Facts> files(String id, OfFiles check) {
        return new Rule<>(
                id, (facts, out) -> facts.compose().ifPresent(project -> check.check(facts.filesHere(), project, out)));
    }

    private static Rule<Facts> grafana(String id, OfGrafana check) {
        return new Rule<>(id, (facts, out) -> check.check(facts.filesHere().grafana(), facts.filesHere(), out));
    }
}
