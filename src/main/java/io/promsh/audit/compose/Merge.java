package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts one file over another as Compose does: mappings deeply, most sequences one after the other, what has a target by its
 * target, commands whole; {@code !reset} takes away, {@code !override} replaces.
 */
final class Merge {
    private static final Set<String> WHOLE = Set.of("command", "entrypoint", "test", "ulimits", "profiles");
    private static final Set<String> BY_TARGET = Set.of("volumes", "devices", "configs", "secrets");

    private Merge() {}

    /** Returns {@code over} on top of {@code under}. */
    static Mapping merge(Mapping under, Mapping over) {
        Mapping merged = under;
        for (Mapping.Entry entry : over.entries()) {
            merged = switch (entry.value().tag()) {
                case "!reset" -> merged.without(entry.name());
                case "!override" -> merged.with(new Mapping.Entry(entry.key(), untagged(entry.value())));
                default -> merged.with(merged(merged, entry));
            };
        }
        return merged;
    }

    /** Returns a file that stands alone without what it takes away from others. */
    static Mapping alone(Mapping mapping) {
        List<Mapping.Entry> kept = new ArrayList<>();
        for (Mapping.Entry entry : mapping.entries()) {
            if (!entry.value().tag().equals("!reset")) {
                Node value = entry.value() instanceof Mapping inner ? alone(inner) : entry.value();
                kept.add(new Mapping.Entry(entry.key(), value));
            }
        }
        return mapping.withEntries(kept);
    }

    private static Mapping.Entry merged(Mapping under, Mapping.Entry over) {
        Mapping.Entry below = under.entry(over.name()).orElse(null);
        Node lower = below == null ? null : below.value();
        if (below == null || WHOLE.contains(over.name())) {
            return over.value() instanceof Mapping mapping ? new Mapping.Entry(over.key(), alone(mapping)) : over;
        }
        if (lower instanceof Mapping low && over.value() instanceof Mapping high) {
            boolean otherDriver = over.name().equals("logging")
                    && !high.text("driver").isEmpty()
                    && !high.text("driver").equals(low.text("driver"));
            return new Mapping.Entry(below.key(), otherDriver ? high : merge(low, high));
        }
        if (lower instanceof Sequence low && over.value() instanceof Sequence high) {
            return new Mapping.Entry(over.key(), sequences(over.name(), low, high));
        }
        return lower != null && over.value() instanceof Scalar scalar && scalar.isNull() && !(lower instanceof Scalar)
                ? new Mapping.Entry(over.key(), lower)
                : over;
    }

    private static Sequence sequences(String key, Sequence low, Sequence high) {
        Map<String, Node> items = new LinkedHashMap<>();
        for (Sequence sequence : List.of(low, high)) {
            for (Node item : sequence.items()) {
                String same = item instanceof Scalar scalar
                        ? scalar.text()
                        : BY_TARGET.contains(key) ? item.text("target") : item.toString();
                items.put(same.isEmpty() ? item.toString() : same, item);
            }
        }
        return high.withItems(List.copyOf(items.values()));
    }

    private static Node untagged(Node node) {
        if (node instanceof Mapping mapping) {
            return new Mapping(mapping.entries(), mapping.place(), mapping.endLine(), "");
        }
        if (node instanceof Sequence sequence) {
            return new Sequence(sequence.items(), sequence.place(), sequence.endLine(), "");
        }
        Scalar scalar = (Scalar) node;
        return new Scalar(scalar.text(), scalar.isPlain(), scalar.isFilled(), scalar.place(), scalar.endLine(), "");
    }
}
