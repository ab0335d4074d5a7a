package io.promsh.audit.compose;

import io.promsh.audit.compose.ComposeProject.NameSource;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.Scalar;
import io.promsh.config.EnvFile;
import io.promsh.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a Compose project without Compose: variables, several files, {@code extends}, {@code include}, profiles. What cannot be
 * followed from here (a remote include, a missing file) is told as a problem, so that nobody takes silence for consent.
 */
public final class ComposeReader {
    /**
     * What to read.
     *
     * @param files at least one, the first decides the project folder
     * @param environment the process's variables, which win over those of {@code .env}
     * @param envFile in place of the {@code .env} beside the first file
     */
    public record Request(
            List<Path> files,
            Map<String, String> environment,
            List<String> profiles,
            Optional<String> projectName,
            Optional<Path> envFile) {
        public Request {
            files = List.copyOf(files);
            environment = Map.copyOf(environment);
            profiles = List.copyOf(profiles);
        }
    }

    private final Request request;
    private final List<Problem> problems = new ArrayList<>();

    private ComposeReader(Request request) {
        this.request = request;
    }

    /** Reads the project. Throws a usage failure when a file of the request is not there. */
    public static ComposeProject read(Request request) {
        for (Path file : request.files()) {
            if (!Files.isRegularFile(file)) {
                throw Failure.usage("there is no file " + file, "name a Compose file, its folder or a running project");
            }
        }
        return new ComposeReader(request).read();
    }

    /** Returns the variables of a folder: those of its {@code .env} under those of the process. */
    public static Map<String, String> variables(Path folder, Request request) {
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            variables.putAll(EnvFile.read(request.envFile().orElse(folder.resolve(".env"))));
        } catch (Failure e) {
            // Compose stops at such a file as well; the reader tells it.
        }
        variables.putAll(request.environment());
        return variables;
    }

    private ComposeProject read() {
        Path first = request.files().get(0).toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(first.getParent()).orElse(first);
        checkEnvFile(folder);
        Map<String, String> variables = variables(folder, request);
        ComposeLoad load = new ComposeLoad(problems);
        Mapping root = load.files(request.files(), folder, variables, 0);
        String listed = variables.getOrDefault("COMPOSE_PROFILES", "");
        List<String> profiles = new ArrayList<>(request.profiles());
        profiles.addAll(List.of(listed.split(",")));
        String named = root.text("name");
        String fromVariable = variables.getOrDefault("COMPOSE_PROJECT_NAME", "");
        NameSource source = request.projectName().isPresent()
                ? NameSource.OPTION
                : !fromVariable.isEmpty()
                        ? NameSource.VARIABLE
                        : !named.isEmpty() ? NameSource.FILE : NameSource.FOLDER;
        String name = switch (source) {
            case OPTION -> request.projectName().orElse("");
            case VARIABLE -> fromVariable;
            case FILE -> named;
            case FOLDER -> normal(String.valueOf(folder.getFileName()));
        };
        return new ComposeProject(
                name,
                source,
                folder,
                load.filesRead(),
                root,
                services(root, profiles),
                root.entries("volumes").stream()
                        .map(entry -> ComposeVolume.of(entry, name))
                        .toList(),
                problems,
                variables);
    }

    private void checkEnvFile(Path folder) {
        Path file = request.envFile().orElse(folder.resolve(".env"));
        try {
            EnvFile.read(file);
        } catch (Failure e) {
            problems.add(new Problem(Problem.Kind.NOT_FOLLOWED, Place.line(file, 1), e.message()));
        }
    }

    private List<ComposeService> services(Mapping root, List<String> profiles) {
        List<ComposeService> services = new ArrayList<>();
        for (Mapping.Entry entry : root.entries("services")) {
            if (entry.value() instanceof Mapping node) {
                List<String> own =
                        node.items("profiles").stream().map(Node::text).toList();
                boolean isActive =
                        own.isEmpty() || profiles.contains("*") || own.stream().anyMatch(profiles::contains);
                services.add(new ComposeService(entry.key(), node, isActive, fileVariables(node)));
            }
        }
        return services;
    }

    private Map<String, String> fileVariables(Mapping service) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Node item : service.items("env_file")) {
            Scalar path =
                    item instanceof Scalar scalar ? scalar : item.scalar("path").orElse(null);
            boolean isRequired = !item.text("required").equals("false");
            if (path == null) {
                continue;
            }
            Path file = Path.of(path.text());
            if (!Files.isRegularFile(file)) {
                if (isRequired) {
                    problems.add(new Problem(
                            Problem.Kind.NOT_FOLLOWED,
                            path.place(),
                            "the env_file " + file + " is not there: up fails"));
                }
                continue;
            }
            try {
                variables.putAll(EnvFile.read(file));
            } catch (Failure e) {
                problems.add(new Problem(Problem.Kind.NOT_FOLLOWED, path.place(), e.message()));
            }
        }
        return variables;
    }

    /** Returns a folder's name as Compose makes a project's of it. */
    public static String normal(String folder) {
        return folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
    }
}
