package io.promsh.completion;

import java.util.List;

/**
 * What can be put at a cursor. Each candidate takes the place of the whole word, also of what of it is behind the cursor.
 *
 * @param replaceFrom UTF-16 offset in the line where the word begins
 * @param replaceTo UTF-16 offset behind it, at or behind the cursor
 * @param candidates the best, in the order to show them
 * @param more how many more there are that are not in {@code candidates}
 * @param moreIsExact false when there are about {@code more}
 * @param loading more candidates are on their way; {@link Catalog#onChange} tells when they are there
 */
public record Completion(
        int replaceFrom, int replaceTo, List<Candidate> candidates, int more, boolean moreIsExact, boolean loading) {
    public Completion {
        candidates = List.copyOf(candidates);
    }

    /** Nothing to offer at {@code cursor}. */
    public static Completion none(int cursor) {
        return new Completion(cursor, cursor, List.of(), 0, true, false);
    }

    /** The line with a candidate in it, and the cursor, a UTF-16 offset. */
    public record Edited(String line, int cursor) {}

    /** Returns {@code line}, for which this completion was made, with {@code candidate} in it. */
    public Edited apply(String line, Candidate candidate) {
        String head = line.substring(0, replaceFrom) + candidate.insert() + candidate.suffix();
        return new Edited(head + line.substring(replaceTo), head.length() + candidate.skip());
    }
}
