package io.promsh.target;

import java.util.List;

/** A list that may have been cut by a limit; {@code warnings} as the server gave them. */
public record Page<T>(List<T> items, boolean truncated, List<String> warnings) {
    public Page {
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }
}
