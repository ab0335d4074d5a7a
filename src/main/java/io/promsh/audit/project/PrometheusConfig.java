package io.promsh.audit.project;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.SourceFiles;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Prometheus's configuration file and the service it belongs to, where that is known. */
public record PrometheusConfig(Document document, Optional<String> service) {
    private static final List<String> USUAL =
            List.of("prometheus.yml", "prometheus.yaml", "prometheus/prometheus.yml", "prometheus/prometheus.yaml");

    /** Finds the files by the services' flags and binds; without a project by the usual names. */
    static List<PrometheusConfig> of(Optional<ComposeProject> project, Path root) {
        List<PrometheusConfig> configs = new ArrayList<>();
        if (project.isPresent()) {
            for (ComposeService service : project.get().active()) {
                if (isPrometheus(service)) {
                    String flag = StatefulService.flagValue("--config.file", service.commandWords());
                    String path = flag.isEmpty() ? "/etc/prometheus/prometheus.yml" : flag;
                    new HostPaths(service)
                            .of(path)
                            .filter(Files::isRegularFile)
                            .ifPresent(file -> configs.add(
                                    new PrometheusConfig(SourceFiles.read(file), Optional.of(service.name()))));
                }
            }
            return configs;
        }
        USUAL.stream()
                .map(root::resolve)
                .filter(Files::isRegularFile)
                .forEach(file -> configs.add(new PrometheusConfig(SourceFiles.read(file), Optional.empty())));
        return configs;
    }

    /** Returns whether a service is a Prometheus. */
    public static boolean isPrometheus(ComposeService service) {
        return StatefulServices.ofImage(service.image())
                .filter(kind -> kind.name().equals("Prometheus"))
                .isPresent();
    }
}
