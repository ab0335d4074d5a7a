package io.promsh.fetch;

import io.promsh.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is still to be fetched into a folder that holds some parts already. */
final class Missing {
    private final List<PartNames> parts;
    private final Map<String, List<Selection>> groups;

    /**
     * From what a folder holds.
     *
     * @param groups the shards of each group, by {@code SELECTION.GROUP}
     */
    Missing(List<PartNames> parts, Map<String, List<Selection>> groups) {
        this.parts = parts;
        this.groups = groups;
    }

    /** A stretch of a selection, or of one of its shards, that no part covers. */
    record Stretch(Selection selection, TimeRange window, String shard) {}

    /** Returns the stretches of a window that are missing, in order of time. */
    List<Stretch> of(Selection root, TimeRange window) {
        List<Stretch> found = new ArrayList<>();
        add(PartNames.key(root), root, "", window, found);
        return found;
    }

    private void add(String key, Selection selection, String shard, TimeRange window, List<Stretch> into) {
        for (TimeRange gap : gaps(key, shard, window)) {
            Group group = groupIn(key, shard, gap);
            if (group == null) {
                into.add(new Stretch(selection, gap, shard));
                continue;
            }
            if (group.covered().start().isAfter(gap.start())) {
                TimeRange before = new TimeRange(gap.start(), group.covered().start());
                add(key, selection, shard, before, into);
            }
            for (int i = 0; i < group.shards().size(); i++) {
                add(key, group.shards().get(i), group.name() + "-" + i, group.covered(), into);
            }
            if (group.covered().end().isBefore(gap.end())) {
                add(key, selection, shard, new TimeRange(group.covered().end(), gap.end()), into);
            }
        }
    }

    private record Group(String name, List<Selection> shards, TimeRange covered) {}

    /** Returns a group of shards of which some part lies in the gap, with the time from its first to its last one, or null. */
    private @Nullable Group groupIn(String key, String shard, TimeRange gap) {
        String prefix = key + "." + (shard.isEmpty() ? "" : shard + "-");
        for (Map.Entry<String, List<Selection>> entry : groups.entrySet()) {
            String name = entry.getKey().substring(key.length() + 1);
            boolean isChild =
                    entry.getKey().startsWith(prefix) && entry.getKey().indexOf('-', prefix.length()) < 0;
            long from = Long.MAX_VALUE;
            long to = Long.MIN_VALUE;
            for (PartNames part : parts) {
                boolean within = part.selection().equals(key)
                        && part.shard().startsWith(name + "-")
                        && part.from() < gap.end().toEpochMilli()
                        && part.to() > gap.start().toEpochMilli();
                if (isChild && within) {
                    from = Math.min(from, Math.max(part.from(), gap.start().toEpochMilli()));
                    to = Math.max(to, Math.min(part.to(), gap.end().toEpochMilli()));
                }
            }
            if (from < to) {
                TimeRange covered = new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
                return new Group(name, entry.getValue(), covered);
            }
        }
        return null;
    }

    private List<TimeRange> gaps(String key, String shard, TimeRange window) {
        List<TimeRange> gaps = new ArrayList<>();
        long at = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        for (PartNames part : parts) {
            if (!part.selection().equals(key) || !part.shard().equals(shard) || part.to() <= at || part.from() >= end) {
                continue;
            }
            if (part.from() > at) {
                gaps.add(new TimeRange(Instant.ofEpochMilli(at), Instant.ofEpochMilli(part.from())));
            }
            at = Math.max(at, part.to());
        }
        if (at < end) {
            gaps.add(new TimeRange(Instant.ofEpochMilli(at), Instant.ofEpochMilli(end)));
        }
        return gaps;
    }
}
