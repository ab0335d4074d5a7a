package io.promsh.audit.compose;

import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import io.promsh.audit.source.SourceFiles;
import io.promsh.config.EnvFile;
import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads files one over the other, in Compose's order: fill in, {@code extends}, {@code include}, merge. */
final class ComposeLoad {
    private static final int DEEPEST = 12;

    private final List<Problem> problems;
    private final Set<Path> filesRead = new LinkedHashSet<>();
    private final Set<Problem> told = new LinkedHashSet<>();

    ComposeLoad(List<Problem> problems) {
        this.problems = problems;
    }

    List<Path> filesRead() {
        return List.copyOf(filesRead);
    }

    /** A file that is extended by several services is read as often; what is wrong with it is told once. */
    private void tell(Problem problem) {
        if (told.add(problem)) {
            problems.add(problem);
        }
    }

    private void notFollowed(Place place, String message) {
        tell(new Problem(Problem.Kind.NOT_FOLLOWED, place, message));
    }

    /** Returns files merged, relative paths in them resolved against {@code folder}. */
    Mapping files(List<Path> files, Path folder, Map<String, String> variables, int depth) {
        Mapping merged = empty(files.get(0));
        for (Path file : files) {
            Mapping one = file(file, folder, variables);
            one = extended(one, file, folder, variables);
            merged = Merge.merge(included(one, folder, variables, depth, merged), one.without("include"));
        }
        return merged;
    }

    private static Mapping empty(Path file) {
        return new Mapping(List.of(), Place.line(file, 1), 1, "");
    }

    private Mapping file(Path file, Path folder, Map<String, String> variables) {
        Path normal = file.toAbsolutePath().normalize();
        Document document = SourceFiles.read(normal);
        filesRead.add(normal);
        document.problems().forEach(this::tell);
        if (!(document.root().orElse(null) instanceof Mapping raw)) {
            if (document.unreadable().isEmpty()) {
                notFollowed(Place.line(normal, 1), "there is nothing in the file that Compose reads");
            }
            return empty(normal);
        }
        KnownKeys.check(raw, this::tell);
        Mapping filled = (Mapping) new Interpolation(variables, this::tell).fill(raw);
        return withServices(
                filled,
                entry -> entry.value() instanceof Mapping service
                        ? new Mapping.Entry(entry.key(), ListOrMap.service(service, folder, variables))
                        : entry);
    }

    private static Mapping withServices(Mapping root, java.util.function.UnaryOperator<Mapping.Entry> change) {
        Mapping.Entry services = root.entry("services").orElse(null);
        if (services == null || !(services.value() instanceof Mapping mapping)) {
            return root;
        }
        List<Mapping.Entry> changed = mapping.entries().stream().map(change).toList();
        return root.with(new Mapping.Entry(services.key(), mapping.withEntries(changed)));
    }

    private Mapping extended(Mapping root, Path file, Path folder, Map<String, String> variables) {
        return withServices(
                root,
                entry -> entry.value() instanceof Mapping service
                        ? new Mapping.Entry(entry.key(), resolve(service, root, file, folder, variables, 0))
                        : entry);
    }

    private Mapping resolve(
            Mapping service, Mapping root, Path file, Path folder, Map<String, String> variables, int depth) {
        Node extend = service.get("extends").orElse(null);
        if (extend == null) {
            return service;
        }
        Mapping own = service.without("extends");
        String name = extend instanceof Scalar scalar ? scalar.text() : extend.text("service");
        String other = extend.text("file");
        if (depth > DEEPEST) {
            notFollowed(extend.place(), "extends goes round in a circle");
            return own;
        }
        Mapping otherRoot = root;
        Path otherFile = file;
        Path otherFolder = folder;
        if (!other.isEmpty()) {
            otherFile = folder.resolve(other).normalize();
            otherFolder = Optional.ofNullable(otherFile.getParent()).orElse(folder);
            otherRoot = file(otherFile, otherFolder, variables);
        }
        if (!(otherRoot.at("services", name).orElse(null) instanceof Mapping base)) {
            notFollowed(extend.place(), "extends a service '" + name + "' that cannot be found");
            return own;
        }
        Mapping below = resolve(base, otherRoot, otherFile, otherFolder, variables, depth + 1);
        // It begins and ends where it is written, not where what it extends is.
        return new Mapping(Merge.merge(below, own).entries(), service.place(), service.endLine(), "");
    }

    private Mapping included(Mapping root, Path folder, Map<String, String> variables, int depth, Mapping under) {
        Mapping merged = under;
        for (Node item : root.items("include")) {
            List<Scalar> paths = paths(item);
            if (paths.isEmpty()) {
                continue;
            }
            String first = paths.get(0).text();
            if (first.matches("[a-z+]+://.*|git@.*|oci:.*")) {
                notFollowed(item.place(), "a remote include is not fetched: what it declares is not known here");
                continue;
            }
            if (depth >= DEEPEST) {
                notFollowed(item.place(), "includes are nested too deeply, or go round in a circle");
                continue;
            }
            Path file = folder.resolve(first).normalize();
            String told = item.text("project_directory");
            Path itsFolder = told.isEmpty()
                    ? Optional.ofNullable(file.getParent()).orElse(folder)
                    : folder.resolve(told).normalize();
            List<Path> files = paths.stream()
                    .map(path -> folder.resolve(path.text()).normalize())
                    .toList();
            merged = Merge.merge(
                    merged, files(files, itsFolder, itsVariables(item, folder, itsFolder, variables), depth + 1));
        }
        return merged;
    }

    private static List<Scalar> paths(Node item) {
        Node path = item instanceof Scalar ? item : item.get("path").orElse(null);
        List<Node> nodes =
                path instanceof Sequence sequence ? sequence.items() : path == null ? List.of() : List.of(path);
        List<Scalar> paths = new ArrayList<>();
        nodes.stream().filter(Scalar.class::isInstance).forEach(node -> paths.add((Scalar) node));
        return paths;
    }

    private Map<String, String> itsVariables(Node item, Path folder, Path itsFolder, Map<String, String> variables) {
        List<Path> files = new ArrayList<>();
        Node named = item.get("env_file").orElse(null);
        if (named instanceof Scalar scalar) {
            files.add(folder.resolve(scalar.text()));
        }
        item.items("env_file").forEach(file -> files.add(folder.resolve(file.text())));
        if (files.isEmpty()) {
            files.add(itsFolder.resolve(".env"));
        }
        Map<String, String> own = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                own.putAll(EnvFile.read(file));
            } catch (Failure e) {
                notFollowed(item.place(), e.message());
            }
        }
        own.putAll(variables);
        return own;
    }
}
