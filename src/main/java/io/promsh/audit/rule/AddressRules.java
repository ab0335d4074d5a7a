package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.PortLine;
import io.promsh.audit.project.DataSource;
import io.promsh.audit.project.GrafanaFiles;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Node;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GRA007: where a data source's address leads, seen from Grafana's container. */
final class AddressRules {
    private static final Pattern ADDRESS = Pattern.compile("^(https?)://([^/:@]+)(?::([0-9]+))?(/.*)?$");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "0.0.0.0");

    private AddressRules() {}

    static void addresses(ProjectFiles files, ComposeProject project, Judgement out) {
        ComposeService grafana = project.active().stream()
                .filter(GrafanaFiles::isGrafana)
                .findFirst()
                .orElse(null);
        boolean isOnHost =
                grafana != null && grafana.node().text("network_mode").equals("host");
        if (grafana == null || isOnHost) {
            return;
        }
        for (DataSource source : files.grafana().dataSources()) {
            Matcher address = ADDRESS.matcher(source.url());
            if (!source.node().text("access").equals("direct") && address.matches()) {
                address(source, address.group(2), address.group(3) == null ? "" : address.group(3), project, out);
            }
        }
    }

    private static void address(DataSource source, String host, String port, ComposeProject project, Judgement out) {
        Set<String> names = names(project);
        if (LOOPBACK.contains(host)) {
            Optional<ComposeService> meant = byPort(project, port);
            String fix = meant.map(service -> service.name() + ":" + inside(service, port))
                    .orElse("");
            tell(source, host + " is Grafana's own container", fix.isEmpty() ? "" : host + ":" + port, fix, out);
            return;
        }
        boolean isOutside = host.contains(".") || host.contains("$") || host.equals("host");
        if (!names.contains(host)) {
            if (!isOutside) {
                String near = Nearest.of(host, names).orElse("");
                tell(source, "no service of the project is called " + host, near.isEmpty() ? "" : host, near, out);
            }
            return;
        }
        ComposeService service = project.service(host).orElse(null);
        if (service != null && !port.isEmpty()) {
            String inside = inside(service, port);
            if (!inside.equals(port)) {
                tell(
                        source,
                        host + " listens on " + inside + " inside the network; " + port
                                + " is only published on the host",
                        ":" + port,
                        ":" + inside,
                        out);
            }
        }
    }

    private static void tell(DataSource source, String message, String old, String replacement, Judgement out) {
        String url = source.url();
        String better = old.isEmpty() ? "" : url.replace(old, replacement);
        out.found(
                source.name(),
                "the data source " + source.name() + " is at " + url + ": " + message,
                Edits.fix(
                        better.isEmpty() ? out.rule().fix() : "url: " + better,
                        better.isEmpty() ? List.of() : Edits.replace(source.placeOf("url"), url, better)),
                Evidence.at(source.placeOf("url"), "the url"));
    }

    private static Set<String> names(ComposeProject project) {
        Set<String> names = new TreeSet<>();
        for (ComposeService service : project.services()) {
            names.add(service.name());
            names.add(service.node().text("container_name"));
            names.add(service.node().text("hostname"));
            service.node()
                    .entries("networks")
                    .forEach(network -> network.value().items("aliases").forEach(alias -> names.add(alias.text())));
            for (Node link : service.node().items("links")) {
                String[] parts = link.text().split(":", 2);
                names.add(parts[parts.length - 1]);
            }
        }
        names.remove("");
        return names;
    }

    private static Optional<ComposeService> byPort(ComposeProject project, String port) {
        List<ComposeService> found = new ArrayList<>();
        for (ComposeService service : project.active()) {
            boolean isPublished = service.ports().stream()
                    .anyMatch(line ->
                            line.target().equals(port) || line.published().equals(port));
            if (isPublished && !GrafanaFiles.isGrafana(service)) {
                found.add(service);
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The port in the container of one that is published, unless it is itself one in the container. */
    private static String inside(ComposeService service, String port) {
        boolean isInside =
                service.ports().stream().anyMatch(line -> line.target().equals(port));
        if (isInside) {
            return port;
        }
        return service.ports().stream()
                .filter(line -> line.published().equals(port))
                .map(PortLine::target)
                .findFirst()
                .orElse(port);
    }
}
