package io.promsh.audit.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys with values, in the order of the file, each key once. */
public record Mapping(List<Entry> entries, Place place, int endLine, String tag) implements Node {
    /** A key and its value. */
    public record Entry(Scalar key, Node value) {
        /** Returns the key's text. */
        public String name() {
            return key.text();
        }
    }

    public Mapping {
        entries = List.copyOf(entries);
    }

    @Override
    public Optional<Node> get(String key) {
        return entry(key).map(Entry::value);
    }

    /** Returns the entry of that key, or empty. */
    public Optional<Entry> entry(String key) {
        for (Entry entry : entries) {
            if (entry.name().equals(key)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Returns this mapping with other entries. */
    public Mapping withEntries(List<Entry> newEntries) {
        return new Mapping(newEntries, place, endLine, tag);
    }

    /** Returns this mapping with one entry added or, at its place, exchanged. */
    public Mapping with(Entry added) {
        List<Entry> changed = new ArrayList<>(entries.size() + 1);
        boolean isThere = false;
        for (Entry entry : entries) {
            boolean same = entry.name().equals(added.name());
            changed.add(same ? added : entry);
            isThere |= same;
        }
        if (!isThere) {
            changed.add(added);
        }
        return withEntries(changed);
    }

    /** Returns this mapping without one key. */
    public Mapping without(String key) {
        return withEntries(
                entries.stream().filter(entry -> !entry.name().equals(key)).toList());
    }
}
