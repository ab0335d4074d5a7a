package io.promsh.dashboard;

import java.util.Optional;

/** Where panels are found that dashboards share. */
@FunctionalInterface
public interface LibraryPanels {
    /** Knows none. */
    LibraryPanels NONE = (uid, name) -> Optional.empty();

    /** Returns the JSON of a library panel: its model, or what Grafana's library interface answers for it. Either may be empty. */
    Optional<String> find(String uid, String name);

    /** Returns these panels and, for what is not among them, others. */
    default LibraryPanels or(LibraryPanels others) {
        return (uid, name) -> find(uid, name).or(() -> others.find(uid, name));
    }
}
