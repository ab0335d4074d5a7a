package io.promsh.audit;

import io.promsh.audit.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something found.
 *
 * @param subject what it is about: a service, a volume or a file
 * @param message one sentence with the facts, without a final full stop and without secrets
 */
public record Finding(RuleText rule, String subject, String message, List<Evidence> evidence, Fix fix) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** Returns the first place in a file, or empty. */
    public Optional<Place> place() {
        return evidence.stream().flatMap(one -> one.place().stream()).findFirst();
    }

    /** Returns this finding with what another shows of the same thing: what runs has the word, a fix with edits is preferred. */
    Finding and(Finding other) {
        List<Evidence> both = new ArrayList<>(evidence);
        other.evidence.stream().filter(one -> !both.contains(one)).forEach(both::add);
        boolean hasEdits = !fix.edits().isEmpty() || other.fix.edits().isEmpty();
        boolean isLive = other.place().isEmpty();
        return new Finding(rule, subject, isLive ? other.message : message, both, hasEdits ? fix : other.fix);
    }
}
