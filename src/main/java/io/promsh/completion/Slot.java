package io.promsh.completion;

import java.util.List;

/**
 * One kind of thing that can stand at a place in an expression.
 *
 * @param kind METRIC, LABEL and VALUE are asked of the catalog; every other kind has its words
 * @param words the words to offer
 * @param label for VALUE the label
 * @param selector for LABEL and VALUE what narrows them, empty for all series
 */
record Slot(CandidateKind kind, List<String> words, String label, String selector) {
    static Slot of(CandidateKind kind) {
        return new Slot(kind, List.of(), "", "");
    }

    static Slot words(CandidateKind kind, List<String> words) {
        return new Slot(kind, words, "", "");
    }
}
