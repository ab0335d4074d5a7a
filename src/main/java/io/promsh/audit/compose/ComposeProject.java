package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project as its files describe it.
 *
 * @param name the project's name
 * @param nameSource where the name comes from
 * @param folder the project folder: that of the first file
 * @param files every Compose file that was read, includes and extended ones too
 * @param root all files merged
 * @param variables what was filled in
 */
public record ComposeProject(
        String name,
        NameSource nameSource,
        Path folder,
        List<Path> files,
        Mapping root,
        List<ComposeService> services,
        List<ComposeVolume> volumes,
        List<Problem> problems,
        Map<String, String> variables) {
    /** Where a project's name comes from. */
    public enum NameSource {
        OPTION,
        VARIABLE,
        FILE,
        /** The name of the folder: another folder is another project. */
        FOLDER
    }

    public ComposeProject {
        files = List.copyOf(files);
        services = List.copyOf(services);
        volumes = List.copyOf(volumes);
        problems = List.copyOf(problems);
        variables = Map.copyOf(variables);
    }

    /** Returns the services that {@code up} starts. */
    public List<ComposeService> active() {
        return services.stream().filter(ComposeService::isActive).toList();
    }

    /** Returns the service of that name, or empty. */
    public Optional<ComposeService> service(String name) {
        return services.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Returns the declared volume of that key, or empty. */
    public Optional<ComposeVolume> volume(String key) {
        return volumes.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /** Returns the problems of a kind. */
    public List<Problem> problems(Problem.Kind kind) {
        return problems.stream().filter(problem -> problem.kind() == kind).toList();
    }

    /** Returns a path relative to the project folder where it lies in it. */
    public Path shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = folder.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute) : file;
    }
}
