package io.promsh.completion;

import java.util.List;

/**
 * A place in an expression.
 *
 * @param from UTF-16 offset where the word begins
 * @param to UTF-16 offset behind it, at or behind the cursor
 * @param slots what can stand there, in the order to offer it
 */
record Spot(int from, int to, List<Slot> slots) {
    Spot {
        slots = List.copyOf(slots);
    }
}
