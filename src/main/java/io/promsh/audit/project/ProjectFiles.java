package io.promsh.audit.project;

import io.promsh.audit.compose.ComposeProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All files that tell something about a project.
 *
 * @param root the folder in which they are looked for and to which paths are shown relative
 * @param scripts files that are run
 * @param git the working tree around it, or empty
 */
public record ProjectFiles(
        Path root,
        Optional<ComposeProject> compose,
        GrafanaFiles grafana,
        List<PrometheusConfig> prometheus,
        List<Path> scripts,
        ProjectWalk walk,
        Optional<GitTree> git) {
    public ProjectFiles {
        prometheus = List.copyOf(prometheus);
        scripts = List.copyOf(scripts);
    }

    /** Reads what lies in a project's folder. */
    public static ProjectFiles of(Path root, Optional<ComposeProject> compose) {
        Path folder = root.toAbsolutePath().normalize();
        ProjectWalk walk = ProjectWalk.of(folder);
        return new ProjectFiles(
                folder,
                compose,
                GrafanaFiles.of(compose, walk),
                PrometheusConfig.of(compose, folder),
                walk.files().stream().filter(Scripts::isOne).toList(),
                walk,
                GitTree.around(folder));
    }

    /** Reads single files of Grafana's, and nothing beside them. */
    public static ProjectFiles ofGrafana(Path root, List<Path> files) {
        Path folder = root.toAbsolutePath().normalize();
        return new ProjectFiles(
                folder,
                Optional.empty(),
                GrafanaFiles.ofFiles(files),
                List.of(),
                List.of(),
                new ProjectWalk(folder, List.of(), false),
                Optional.empty());
    }

    /** Returns a path as it is shown: relative where it lies in the project. */
    public Path shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    }
}
