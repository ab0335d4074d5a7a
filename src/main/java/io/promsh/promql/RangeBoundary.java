package io.promsh.promql;

/** What a selector does at the edges of its range. */
public enum RangeBoundary {
    /** The default: rates are extrapolated to the edges. */
    EXTRAPOLATED(""),
    ANCHORED("anchored"),
    SMOOTHED("smoothed");

    private final String keyword;

    RangeBoundary(String keyword) {
        this.keyword = keyword;
    }

    /** The word that asks for it; empty for the default. */
    public String keyword() {
        return keyword;
    }
}
