package io.promsh.completion;

import java.util.List;

/**
 * The best matches and how many there are.
 *
 * @param total number of names that match, those in {@code best} included
 * @param totalIsExact false when counting was cut short to answer in time, then there are at least {@code total}
 */
public record NameMatches(List<NameMatch> best, int total, boolean totalIsExact) {
    public static final NameMatches NONE = new NameMatches(List.of(), 0, true);

    public NameMatches {
        best = List.copyOf(best);
    }
}
