package io.promsh.target;

/** What the search interface of newer servers looks for. */
public enum SearchKind {
    METRIC_NAMES,
    LABEL_NAMES,
    LABEL_VALUES
}
