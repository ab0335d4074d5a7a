package io.promsh.completion;

/**
 * A name that fits what was typed.
 *
 * @param rank the smaller the better; see {@link FuzzyRank}. Comparable between indexes for the same text typed
 */
public record NameMatch(String name, long rank) implements Comparable<NameMatch> {
    @Override
    public int compareTo(NameMatch other) {
        return Long.compare(rank, other.rank);
    }
}
