package io.promsh.volume.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One undertaking, as far as it has come.
 *
 * @param id unique on this machine; what the undertaking makes bears it as a label
 * @param kind restart, migrate or merge
 * @param phase the step that had begun last, by its name in the plan
 * @param process who does it: process id and start time, so that another process with that id is not taken for it
 * @param facts what is needed to put things right, by name
 */
public record JournalEntry(String id, String kind, String phase, String process, Map<String, String> facts) {
    /** The fact that says when an undertaking was begun. */
    public static final String BEGUN = "begun";

    public JournalEntry {
        facts = Map.copyOf(facts);
    }

    /** Returns the same in another phase. */
    public JournalEntry at(String newPhase) {
        return new JournalEntry(id, kind, newPhase, process, facts);
    }

    /** Returns the same with another fact. */
    public JournalEntry with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new JournalEntry(id, kind, phase, process, more);
    }

    /** Returns the same in the hands of another process. */
    public JournalEntry takenBy(String newProcess) {
        return new JournalEntry(id, kind, phase, newProcess, facts);
    }

    /** Returns a fact, or an empty text. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** Returns when it was begun, as {@link #BEGUN} says; the epoch where that is not known. */
    public Instant begun() {
        return known(BEGUN).map(Instant::parse).orElse(Instant.EPOCH);
    }

    /** Returns a fact where it is known. */
    public Optional<String> known(String name) {
        return Optional.ofNullable(facts.get(name)).filter(value -> !value.isEmpty());
    }
}
