package io.promsh.completion;

/**
 * What a catalog holds of a list right now.
 *
 * @param loading whether a request for it runs or waits
 * @param complete false when the target may have more names than these
 */
public record NameLookup(NameIndex names, boolean loading, boolean complete) {
    static final NameLookup NOTHING = new NameLookup(NameIndex.EMPTY, false, true);
}
