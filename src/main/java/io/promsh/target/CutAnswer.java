package io.promsh.target;

import io.promsh.model.QueryAnswer;

/** The warning of an answer that was cut on this side because it was larger than memory allows for. */
public final class CutAnswer {
    private static final String MARK = "the answer was cut ";

    private CutAnswer() {}

    /** Returns the warning; {@code kept} says what was kept, for example {@code 5,000,000 samples}. */
    public static String warning(String kept, String remedy) {
        return MARK + "after " + kept + ", the rest is missing: " + remedy;
    }

    /** Returns whether an answer was cut on this side, as opposed to a server's partial answer. */
    public static boolean isCut(QueryAnswer answer) {
        return answer.partial() && answer.warnings().stream().anyMatch(warning -> warning.startsWith(MARK));
    }
}
