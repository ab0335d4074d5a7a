package io.promsh.volume.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One look at everything. */
public record Round(List<Status> statuses, List<Reading> readings) {
    public Round {
        statuses = List.copyOf(statuses);
        readings = List.copyOf(readings);
    }

    /** Returns the statuses that are new, other, or gone since {@code before}, words by the status' key. */
    public List<Change> changesSince(Map<String, String> before) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> gone = new TreeMap<>(before);
        for (Status status : statuses) {
            String words = gone.remove(status.key());
            if (words == null || !words.equals(status.words())) {
                changes.add(new Change(status, words == null ? "" : words));
            }
        }
        gone.forEach((key, words) -> {
            int blank = key.indexOf(' ');
            Status status = new Status(key.substring(0, blank), key.substring(blank + 1), false, "gone", "");
            changes.add(new Change(status, words));
        });
        return changes;
    }

    /** A status that is not as before; {@code before} is empty for a new one. */
    public record Change(Status status, String before) {}

    /** Returns the words by key, for the next comparison. */
    public Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        statuses.forEach(status -> words.put(status.key(), status.words()));
        return words;
    }
}
