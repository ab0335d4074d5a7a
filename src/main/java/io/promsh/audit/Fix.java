package io.promsh.audit;

import java.util.List;

/**
 * What to do about a finding.
 *
 * @param text what to do or type, one or two sentences
 * @param edits the same as changes to files, where it is that; else none
 */
public record Fix(String text, List<Edit> edits) {
    public Fix {
        edits = List.copyOf(edits);
    }

    /** Something to do that is no change to a file, or none that can be written exactly. */
    public static Fix of(String text) {
        return new Fix(text, List.of());
    }
}
