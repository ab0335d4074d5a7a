package io.promsh.audit.project;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.SourceFiles;
import io.promsh.docker.state.StatefulServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Grafana's provisioning and dashboards.
 *
 * @param dataSourceFiles files that provision data sources
 * @param providerFiles files that name providers of dashboards
 */
public record GrafanaFiles(
        List<Document> dataSourceFiles,
        List<Document> providerFiles,
        List<Provider> providers,
        List<DashboardFile> dashboards) {
    private static final List<String> YAML = List.of(".yml", ".yaml");
    private static final List<String> JSON = List.of(".json");
    private static final String PROVISIONING = "/etc/grafana/provisioning";

    public GrafanaFiles {
        dataSourceFiles = List.copyOf(dataSourceFiles);
        providerFiles = List.copyOf(providerFiles);
        providers = List.copyOf(providers);
        dashboards = List.copyOf(dashboards);
    }

    /** Returns whether there is nothing of Grafana's. */
    public boolean isEmpty() {
        return dataSourceFiles.isEmpty() && providerFiles.isEmpty() && dashboards.isEmpty();
    }

    /** Returns every provisioned data source. */
    public List<DataSource> dataSources() {
        List<DataSource> sources = new ArrayList<>();
        for (Document file : dataSourceFiles) {
            for (Node node : file.root().map(root -> root.items("datasources")).orElse(List.of())) {
                if (node instanceof Mapping mapping) {
                    sources.add(new DataSource(mapping));
                }
            }
        }
        return sources;
    }

    /** Finds the files of a project's Grafanas by their binds; without any, by the usual folder names. */
    static GrafanaFiles of(Optional<ComposeProject> project, ProjectWalk walk) {
        Found found = new Found();
        project.ifPresent(compose ->
                compose.active().stream().filter(GrafanaFiles::isGrafana).forEach(found::service));
        if (found.isEmpty()) {
            found.folders(walk);
        }
        return found.read();
    }

    /** Reads single files: provisioning by what it holds, anything else as a dashboard. */
    public static GrafanaFiles ofFiles(List<Path> files) {
        Found found = new Found();
        for (Path file : files) {
            Document document = SourceFiles.read(file);
            Node root = document.root().orElse(null);
            if (root != null && !root.items("datasources").isEmpty()) {
                found.dataSourceFiles.add(file);
            } else if (root != null && !root.items("providers").isEmpty()) {
                found.providerFiles.add(file);
            } else {
                found.dashboardFiles.add(file);
            }
        }
        return found.read();
    }

    /** Returns whether a service is a Grafana. */
    public static boolean isGrafana(ComposeService service) {
        return StatefulServices.ofImage(service.image())
                .filter(kind -> kind.name().equals("Grafana"))
                .isPresent();
    }

    private static final class Found {
        private final Set<Path> dataSourceFiles = new LinkedHashSet<>();
        private final Set<Path> providerFiles = new LinkedHashSet<>();
        private final Set<Path> dashboardFiles = new LinkedHashSet<>();
        private Optional<HostPaths> host = Optional.empty();

        boolean isEmpty() {
            return dataSourceFiles.isEmpty() && providerFiles.isEmpty();
        }

        void service(ComposeService service) {
            HostPaths paths = new HostPaths(service);
            host = Optional.of(paths);
            String folder = service.variables().getOrDefault("GF_PATHS_PROVISIONING", PROVISIONING);
            dataSourceFiles.addAll(paths.files(folder + "/datasources", YAML));
            providerFiles.addAll(paths.files(folder + "/dashboards", YAML));
        }

        void folders(ProjectWalk walk) {
            for (Path file : walk.files()) {
                Path parent = file.getParent();
                String folder = parent == null ? "" : parent.toString();
                if (folder.endsWith("provisioning/datasources") && isYaml(file)) {
                    dataSourceFiles.add(file);
                } else if (folder.endsWith("provisioning/dashboards") && isYaml(file)) {
                    providerFiles.add(file);
                } else if (folder.endsWith("dashboards") && file.toString().endsWith(".json")) {
                    dashboardFiles.add(file);
                }
            }
        }

        private static boolean isYaml(Path file) {
            return YAML.stream().anyMatch(ending -> file.toString().endsWith(ending));
        }

        GrafanaFiles read() {
            List<Document> providerDocuments =
                    providerFiles.stream().map(SourceFiles::read).toList();
            List<Provider> providers = new ArrayList<>();
            for (Document document : providerDocuments) {
                for (Node node :
                        document.root().map(root -> root.items("providers")).orElse(List.of())) {
                    providers.add(provider(node));
                }
            }
            providers.forEach(provider -> dashboardFiles.addAll(provider.dashboards()));
            List<DashboardFile> dashboards = dashboardFiles.stream()
                    .map(SourceFiles::read)
                    .map(DashboardFile::new)
                    .toList();
            return new GrafanaFiles(
                    dataSourceFiles.stream().map(SourceFiles::read).toList(), providerDocuments, providers, dashboards);
        }

        private Provider provider(Node node) {
            String path = node.text("options", "path");
            Optional<Path> folder = path.isEmpty() ? Optional.empty() : host.flatMap(paths -> paths.of(path));
            List<Path> files = path.isEmpty()
                    ? List.of()
                    : host.map(paths -> paths.files(path, JSON)).orElse(List.of());
            List<Path> deep = folder.map(found -> ProjectWalk.of(found).files().stream()
                            .filter(file -> file.toString().endsWith(".json"))
                            .toList())
                    .orElse(List.of());
            Set<Path> all = new LinkedHashSet<>(files);
            all.addAll(deep);
            return new Provider(node, path, folder, List.copyOf(all));
        }
    }
}
