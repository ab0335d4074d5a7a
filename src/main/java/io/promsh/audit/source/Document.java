package io.promsh.audit.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that was read.
 *
 * @param root its tree, or empty when it could not be read or holds nothing
 */
public record Document(Path file, Optional<Node> root, List<Problem> problems) {
    public Document {
        problems = List.copyOf(problems);
    }

    /** Returns the problem that kept it from being read, or empty. */
    public Optional<Problem> unreadable() {
        return problems.stream()
                .filter(problem -> problem.kind() == Problem.Kind.UNREADABLE)
                .findFirst();
    }

    static Document unreadable(Place place, String message) {
        return new Document(
                place.file(), Optional.empty(), List.of(new Problem(Problem.Kind.UNREADABLE, place, message)));
    }
}
