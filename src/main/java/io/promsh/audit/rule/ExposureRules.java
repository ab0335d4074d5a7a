package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.MountLine;
import io.promsh.audit.compose.PortLine;
import io.promsh.audit.project.GoBool;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.HostPaths;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.SourceFiles;
import io.promsh.docker.state.StatefulServices;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SEC003 to SEC005, by the files: doors that stand open. */
final class ExposureRules {
    /** Services that let in whoever reaches them. */
    static final Set<String> WITHOUT_LOGIN = Set.of("Prometheus", "Alertmanager", "Pushgateway", "VictoriaMetrics");

    private ExposureRules() {}

    static void openPorts(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            boolean isDoorless = StatefulServices.ofImage(service.image())
                    .filter(kind -> WITHOUT_LOGIN.contains(kind.name()))
                    .isPresent();
            for (PortLine port : service.ports()) {
                if (isDoorless && port.isOpenToAll()) {
                    boolean isAdmin = service.commandWords().contains("--web.enable-admin-api");
                    out.found(
                            service.name() + " " + port.target(),
                            service.name(),
                            "port " + port.target() + " is published on every address"
                                    + (isAdmin ? ", with the admin interface on" : ""),
                            Edits.fix("publish it on this machine only: 127.0.0.1:", closed(port)),
                            Evidence.at(port.place(), "the port"));
                }
            }
        }
    }

    private static List<Edit> closed(PortLine port) {
        String line = Edits.line(port.place());
        if (port.hostAddress().equals("0.0.0.0")) {
            return Edits.replace(port.place(), "0.0.0.0", "127.0.0.1");
        }
        boolean isShort = port.hostAddress().isEmpty() && !line.contains("target:") && !line.contains("published:");
        return isShort
                ? Edits.insert(port.place(), port.published().isEmpty() ? "127.0.0.1::" : "127.0.0.1:")
                : List.of();
    }

    static void grafanaLogin(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            if (!GrafanaFiles.isGrafana(service)) {
                continue;
            }
            Map<String, String> variables = service.variables();
            String password = variables.getOrDefault("GF_SECURITY_ADMIN_PASSWORD", "");
            boolean isElsewhere = variables.containsKey("GF_SECURITY_ADMIN_PASSWORD__FILE") || iniHasPassword(service);
            if (password.equals("admin") || (password.isEmpty() && !isElsewhere)) {
                out.found(
                        service.name() + " password",
                        service.name(),
                        password.isEmpty()
                                ? "the admin's password is not set: it is admin"
                                : "the admin's password is admin",
                        Fix.of("set it from a file outside of git: GF_SECURITY_ADMIN_PASSWORD: ${GRAFANA_PASSWORD:?}"),
                        Evidence.at(
                                service.placeOf("environment", "GF_SECURITY_ADMIN_PASSWORD"),
                                "GF_SECURITY_ADMIN_PASSWORD"));
            }
            String role = variables.getOrDefault("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer");
            boolean isAnonymous = GoBool.isTrue(variables.getOrDefault("GF_AUTH_ANONYMOUS_ENABLED", ""));
            if (isAnonymous && !role.equals("Viewer")) {
                out.found(
                        service.name() + " anonymous",
                        service.name(),
                        "anyone is " + role + " without a login",
                        Edits.fix(
                                "let anonymous visitors look only: GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer",
                                Edits.replace(
                                        service.placeOf("environment", "GF_AUTH_ANONYMOUS_ORG_ROLE"), role, "Viewer")),
                        Evidence.at(
                                service.placeOf("environment", "GF_AUTH_ANONYMOUS_ORG_ROLE"),
                                "GF_AUTH_ANONYMOUS_ORG_ROLE: " + role));
            }
        }
    }

    private static boolean iniHasPassword(ComposeService service) {
        return new HostPaths(service)
                .of("/etc/grafana/grafana.ini")
                .filter(file -> SourceFiles.lines(file).stream()
                        .anyMatch(line -> line.matches("\\s*admin_password\\s*=\\s*\\S+.*")
                                && !line.matches("\\s*admin_password\\s*=\\s*admin\\s*")))
                .isPresent();
    }

    /** The folder of the socket is as good as the socket; read-only does not close it. */
    static boolean holdsSocket(String source) {
        return source.endsWith("/docker.sock") || source.equals("/var/run") || source.equals("/run");
    }

    static void rulers(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            for (MountLine mount : service.mounts()) {
                if (mount.kind() == MountLine.Kind.BIND && holdsSocket(mount.source())) {
                    out.found(
                            service.name() + " socket",
                            service.name(),
                            "it is given the engine's socket"
                                    + (mount.source().endsWith(".sock") ? "" : ", in " + mount.source()),
                            out.advice(),
                            Evidence.at(mount.place(), "docker.sock"));
                }
            }
            if (service.node().scalar("privileged").map(Scalar::isTrue).orElse(false)) {
                out.found(
                        service.name() + " privileged",
                        service.name(),
                        "it is privileged",
                        Fix.of("give it the capabilities that it needs (cap_add:) in place of privileged"),
                        Evidence.at(service.placeOf("privileged"), "privileged: true"));
            }
        }
    }
}
