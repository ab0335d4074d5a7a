package io.promsh.console;

import io.promsh.text.Style;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Port: what a line editor asks about the text that is being typed. It is asked at every key: an answer comes within
 * milliseconds, from the text alone, and never as an exception. Positions are UTF-16 offsets into the text.
 */
public interface EntryInsight {
    /** Returns whether the text can be run as it stands, rather than going on in the next line. */
    boolean isComplete(String entry);

    /** Returns how the text looks and what is wrong with it. */
    Look look(String entry);

    /** Returns where the bracket is that belongs to the one at {@code position}, if one stands there and has a partner. */
    OptionalInt matchingBracket(String entry, int position);

    /** Styles and errors of a text. Marks are ordered, do not overlap, and may leave places without a style. */
    record Look(List<Mark> marks, List<Problem> problems) {
        public static final Look PLAIN = new Look(List.of(), List.of());

        public Look {
            marks = List.copyOf(marks);
            problems = List.copyOf(problems);
        }

        /** Returns the problem at {@code cursor}: one that the cursor stands in or at the end of, else none. */
        public Optional<Problem> problemAt(int cursor) {
            for (Problem problem : problems) {
                if (problem.from() <= cursor && cursor <= problem.to()) {
                    return Optional.of(problem);
                }
            }
            return Optional.empty();
        }
    }

    /** A part of the text and its style; {@code to} is exclusive. */
    record Mark(int from, int to, Style style) {}

    /** A part of the text, perhaps an empty one, that is wrong, and why, in one sentence. */
    record Problem(int from, int to, String message) {}
}
