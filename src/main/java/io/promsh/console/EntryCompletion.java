package io.promsh.console;

import java.util.List;

/** Port: what the text at the cursor can become. Answers within milliseconds from caches and never waits for the network. */
public interface EntryCompletion {
    /** Completes nothing. */
    EntryCompletion NONE = (entry, cursor) -> Choices.none(cursor);

    /** Returns the choices for the token at {@code cursor}, a UTF-16 offset. */
    Choices complete(String entry, int cursor);

    /**
     * Choices for a token.
     *
     * @param from where the token begins
     * @param to where it ends; behind the cursor when that stands within the token
     * @param choices the best first
     * @param rest how many more there are
     * @param title what they are, for example {@code metrics}; may be empty
     */
    record Choices(int from, int to, List<Choice> choices, long rest, String title) {
        public Choices {
            choices = List.copyOf(choices);
        }

        /** No choice at all. */
        public static Choices none(int cursor) {
            return new Choices(cursor, cursor, List.of(), 0, "");
        }
    }

    /**
     * One choice.
     *
     * @param value what replaces the token
     * @param display what the menu shows, safe for a terminal
     * @param description what stands beside it, safe for a terminal; may be empty
     * @param suffix what follows the value once it is chosen, for example {@code (} or a blank
     */
    record Choice(String value, String display, String description, String suffix) {
        /** A choice that is shown as it is inserted. */
        public static Choice of(String value, String description, String suffix) {
            return new Choice(value, value, description, suffix);
        }
    }
}
