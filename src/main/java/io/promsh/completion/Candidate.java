package io.promsh.completion;

/**
 * Something that can be put at the cursor. Texts that came from a server hold no control characters in {@code display} and
 * {@code description}; {@code insert} escapes them as the place demands.
 *
 * @param insert what takes the place of {@link Completion#replaceFrom} to {@link Completion#replaceTo}
 * @param display what is shown in the list
 * @param description a few words beside it, for example {@code counter  Vehicles seen}; may be empty
 * @param suffix what follows once the candidate is chosen, before the cursor: {@code (}, {@code ="}, a closing quote, a blank
 * @param skip UTF-16 units behind the replaced text over which the cursor moves instead, because they stand there already
 */
public record Candidate(
        String insert, String display, String description, CandidateKind kind, String suffix, int skip) {
    /** A candidate that is shown as it is inserted, with nothing behind it. */
    public static Candidate of(String insert, CandidateKind kind, String description) {
        return new Candidate(insert, insert, description, kind, "", 0);
    }

    /** Returns the same candidate followed by {@code text}. */
    public Candidate followedBy(String text) {
        return new Candidate(insert, display, description, kind, text, skip);
    }
}
