package io.promsh.target;

import java.util.List;

/**
 * What is said beside stored samples.
 *
 * @param partial whether the server says that something is missing
 * @param whole whether everything was read: false where the sink was full, or memory
 * @param bytes length of the answer as read
 */
public record RawAnswer(List<String> warnings, List<String> infos, boolean partial, boolean whole, long bytes) {
    public RawAnswer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
