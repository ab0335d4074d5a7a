package io.promsh.completion;

/** What a candidate is; candidates of a kind are shown together. */
public enum CandidateKind {
    COMMAND("commands"),
    OPTION("options"),
    SETTING("settings"),
    TARGET("targets"),
    FUNCTION("functions"),
    AGGREGATION("aggregations"),
    KEYWORD("keywords"),
    OPERATOR("operators"),
    METRIC("metrics"),
    LABEL("labels"),
    VALUE("values"),
    DURATION("durations"),
    FILE("files"),
    WORD("words");

    private final String title;

    CandidateKind(String title) {
        this.title = title;
    }

    /** Returns the heading, in lower case. */
    public String title() {
        return title;
    }
}
