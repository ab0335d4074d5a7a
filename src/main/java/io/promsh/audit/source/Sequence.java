package io.promsh.audit.source;

import java.util.List;

/** Items in their order. */
public record Sequence(List<Node> items, Place place, int endLine, String tag) implements Node {
    public Sequence {
        items = List.copyOf(items);
    }

    /** Returns this sequence with other items. */
    public Sequence withItems(List<Node> newItems) {
        return new Sequence(newItems, place, endLine, tag);
    }
}
