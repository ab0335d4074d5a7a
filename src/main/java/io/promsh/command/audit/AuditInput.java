package io.promsh.command.audit;

import io.promsh.audit.compose.ComposeFiles;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeReader;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.SourceFiles;
import io.promsh.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files an audit looks at.
 *
 * @param words what was typed: files, folders, or nothing for the folder one is in
 */
record AuditInput(
        List<String> words,
        Map<String, String> environment,
        List<String> profiles,
        Optional<String> projectName,
        Optional<Path> envFile) {
    private static final int PARENTS = 8;

    /** Returns the same for a project whose name is known. */
    AuditInput named(String project) {
        return new AuditInput(words, environment, profiles, Optional.of(project), envFile);
    }

    /** Returns whether every word is a file or folder here; else they name a running project. */
    boolean isFiles() {
        return words.stream().allMatch(word -> Files.exists(Path.of(word)));
    }

    /** Returns the files, or empty when nothing was named and there is no project here. Throws a failure for what cannot be read. */
    Optional<ProjectFiles> read() {
        if (words.isEmpty()) {
            return around(Path.of("").toAbsolutePath());
        }
        if (words.size() == 1 && Files.isDirectory(Path.of(words.get(0)))) {
            return Optional.of(folder(Path.of(words.get(0)).toAbsolutePath().normalize()));
        }
        List<Path> compose = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (String word : words) {
            Path file = Path.of(word).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw Failure.usage("there is no file " + word, "audit takes Compose files, one folder or one project");
            }
            (isCompose(file) ? compose : others).add(file);
        }
        if (!compose.isEmpty() && !others.isEmpty()) {
            throw Failure.usage(
                    others.get(0) + " is no Compose file",
                    "name Compose files alone: what they mount is looked at by itself");
        }
        return Optional.of(compose.isEmpty() ? grafana(others) : project(compose));
    }

    private static ProjectFiles grafana(List<Path> files) {
        for (Path file : files) {
            if (!isGrafana(file)) {
                throw Failure.usage(
                        file + " is no Compose file, and neither provisioning nor a dashboard of Grafana",
                        "name docker-compose.yml or its folder: what it mounts is looked at by itself");
            }
        }
        Path folder = Optional.ofNullable(files.get(0).getParent()).orElse(files.get(0));
        return ProjectFiles.ofGrafana(folder, files);
    }

    private Optional<ProjectFiles> around(Path here) {
        Path at = here;
        for (int i = 0; at != null && i < PARENTS; i++) {
            List<Path> files = ComposeFiles.in(at, ComposeReader.variables(at, request(List.of(at))));
            if (!files.isEmpty()) {
                return Optional.of(project(files));
            }
            at = at.getParent();
        }
        ProjectFiles files = ProjectFiles.of(here, Optional.empty());
        return files.grafana().isEmpty() && files.prometheus().isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private ProjectFiles folder(Path folder) {
        List<Path> files = ComposeFiles.in(folder, ComposeReader.variables(folder, request(List.of(folder))));
        if (!files.isEmpty()) {
            return project(files);
        }
        ProjectFiles found = ProjectFiles.of(folder, Optional.empty());
        if (found.grafana().isEmpty() && found.prometheus().isEmpty()) {
            throw Failure.usage(
                    "there is no Compose file and nothing of Grafana's or Prometheus's in " + folder,
                    "name the folder of docker-compose.yml, or a file");
        }
        return found;
    }

    /** Returns a Compose project of these files with everything that lies beside them. */
    ProjectFiles project(List<Path> files) {
        ComposeProject project = ComposeReader.read(request(files));
        for (Problem problem : project.problems(Problem.Kind.UNREADABLE)) {
            throw Failure.failed(
                    project.shown(problem.place().file()) + ":"
                            + problem.place().line() + ": " + problem.message(),
                    "Compose cannot read it either; correct the line first");
        }
        return ProjectFiles.of(project.folder(), Optional.of(project));
    }

    private ComposeReader.Request request(List<Path> files) {
        return new ComposeReader.Request(files, environment, profiles, projectName, envFile);
    }

    private static boolean isGrafana(Path file) {
        if (file.toString().endsWith(".json")) {
            return true;
        }
        Node root = SourceFiles.read(file).root().orElse(null);
        return root != null
                && (root.get("datasources").isPresent() || root.get("providers").isPresent());
    }

    private static boolean isCompose(Path file) {
        if (!file.toString().matches(".*\\.ya?ml")) {
            return false;
        }
        Document document = SourceFiles.read(file);
        if (document.unreadable().isPresent()) {
            // It cannot be told what it is, and the failure that follows names the line.
            return true;
        }
        Node root = document.root().orElse(null);
        return root != null
                && (root.get("services").isPresent() || root.get("include").isPresent());
    }
}
