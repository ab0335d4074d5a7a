package io.promsh.command.steps;

import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the containers that a typed name means. */
public final class Services {
    /** The option that says which project is meant. */
    public static final OptionSpec PROJECT = new OptionSpec(
            "project", "NAME", "the Compose project, where several have that service", Completes.NOTHING);

    private Services() {}

    /**
     * Returns the containers of a service, in whatever state; a container's own name is taken too.
     *
     * @param project empty for any, as long as one project only has that service
     */
    public static List<Container> named(DockerEngine engine, String name, Optional<String> project) {
        List<Container> all = engine.containers(Map.of()).stream()
                .filter(container -> !container.labels().containsKey(ContainerWish.OWN_LABEL))
                .filter(container ->
                        !container.compose().map(ComposeService::isOneOff).orElse(false))
                .toList();
        List<Container> found = all.stream()
                .filter(container -> container.compose().isPresent()
                        && container.displayName().equals(name)
                        && project.map(one -> one.equals(projectOf(container))).orElse(true))
                .toList();
        TreeSet<String> projects = new TreeSet<>();
        found.forEach(container -> projects.add(projectOf(container)));
        if (projects.size() > 1) {
            throw Failure.usage(
                    "several projects have a service " + name + ": " + String.join(", ", projects),
                    "say which with --project NAME");
        }
        if (!found.isEmpty()) {
            return found;
        }
        List<Container> byName =
                all.stream().filter(container -> container.name().equals(name)).toList();
        if (!byName.isEmpty()) {
            return byName;
        }
        throw unknown(all, name);
    }

    private static Failure unknown(List<Container> all, String name) {
        List<String> names = new ArrayList<>(
                all.stream().map(Container::displayName).distinct().sorted().toList());
        String hint = Nearest.of(name, names)
                .map(near -> "did you mean " + near + "?")
                .orElse(
                        names.isEmpty()
                                ? "this engine has no containers; rescue list shows what their volumes hold"
                                : "there are: " + String.join(", ", names));
        return Failure.failed("no container of a service " + name, hint);
    }

    /** Returns a container's project, or an empty text. */
    public static String projectOf(Container container) {
        return container.compose().map(ComposeService::project).orElse("");
    }

    /** Returns the containers of a project; of the only one there is when {@code project} is empty. */
    public static List<Container> project(DockerEngine engine, Optional<String> project) {
        List<Container> all = engine.containers(Map.of()).stream()
                .filter(container -> container.compose().isPresent())
                .toList();
        TreeSet<String> projects = new TreeSet<>();
        all.forEach(container -> projects.add(projectOf(container)));
        String meant = project.orElseGet(() -> {
            if (projects.size() != 1) {
                throw Failure.usage(
                        projects.isEmpty()
                                ? "no Compose project has containers here"
                                : "several projects are here: " + String.join(", ", projects),
                        projects.isEmpty() ? "rescue list shows what volumes hold" : "name one");
            }
            return projects.first();
        });
        List<Container> found = all.stream()
                .filter(container -> projectOf(container).equals(meant))
                .toList();
        if (found.isEmpty()) {
            String hint = Nearest.of(meant, projects)
                    .map(near -> "did you mean " + near + "?")
                    .orElse(projects.isEmpty() ? "" : "there are: " + String.join(", ", projects));
            throw Failure.failed("no containers of a project " + meant, hint);
        }
        return found;
    }
}
