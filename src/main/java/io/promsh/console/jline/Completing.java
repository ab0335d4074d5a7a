package io.promsh.console.jline;

import io.promsh.completion.Completion;

/** What the editor completes with: answers within milliseconds from what is known and never waits for the network. */
public interface Completing {
    /** Completes nothing. */
    Completing NOTHING = (line, cursor) -> Completion.none(cursor);

    /** Returns what can be put at {@code cursor}, a UTF-16 offset in {@code line}. */
    Completion complete(String line, int cursor);
}
