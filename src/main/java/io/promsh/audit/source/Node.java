package io.promsh.audit.source;

import java.util.List;
import java.util.Optional;

/** A part of a file: a scalar, a mapping or a sequence. Reading one as another kind answers nothing, never fails. */
public sealed interface Node permits Scalar, Mapping, Sequence {
    /** Returns where it begins. */
    Place place();

    /** Returns the last line that it takes, counted from 1. */
    int endLine();

    /** Returns the tag it was given, for example {@code !reset}, or an empty string. */
    String tag();

    /** Returns the value of that key, or empty. */
    default Optional<Node> get(String key) {
        return Optional.empty();
    }

    /** Returns the value at the end of those keys, or empty where one is missing. */
    default Optional<Node> at(String... keys) {
        Optional<Node> node = Optional.of(this);
        for (String key : keys) {
            node = node.flatMap(one -> one.get(key));
        }
        return node;
    }

    /** Returns the scalar at the end of those keys, or empty where there is none. */
    default Optional<Scalar> scalar(String... keys) {
        return at(keys).filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    /** Returns the text of the scalar at the end of those keys, or an empty string. */
    default String text(String... keys) {
        return scalar(keys).map(Scalar::text).orElse("");
    }

    /** Returns the items of the sequence at the end of those keys; none where there is no sequence. */
    default List<Node> items(String... keys) {
        return at(keys).filter(Sequence.class::isInstance)
                .map(node -> ((Sequence) node).items())
                .orElse(List.of());
    }

    /** Returns the entries of the mapping at the end of those keys; none where there is no mapping. */
    default List<Mapping.Entry> entries(String... keys) {
        return at(keys).filter(Mapping.class::isInstance)
                .map(node -> ((Mapping) node).entries())
                .orElse(List.of());
    }
}
