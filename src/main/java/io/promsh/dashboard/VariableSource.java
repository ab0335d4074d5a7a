package io.promsh.dashboard;

import java.util.List;
import java.util.Optional;

/** Who knows the values of variables that are queried. An empty answer means that it cannot be asked; an empty list is an answer. */
public interface VariableSource {
    /** Cannot be asked. */
    VariableSource NONE = (label, selector) -> Optional.empty();

    /** Returns the values of a label, of the series of {@code selector} where that is not empty. */
    Optional<List<String>> labelValues(String label, String selector);
}
