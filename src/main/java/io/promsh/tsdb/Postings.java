package io.promsh.tsdb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which series have which label: lists of series ids, ascending, by name and value. */
final class Postings {
    private static final int[] NONE = {};

    private final ByteBuffer index;
    private final String file;
    private final Map<String, List<Place>> byName = new HashMap<>();

    /** Where the entry of a value is, and its list. */
    private record Place(int value, int list) {}

    Postings(ByteBuffer index, long table, String file) {
        this.index = index;
        this.file = file;
        ByteCursor entries = IndexToc.section(index, table, file);
        long count = entries.u32();
        for (long i = 0; i < count; i++) {
            if (entries.u8() != 2) {
                throw Damage.in(file, "its postings table has an odd entry");
            }
            String name = entries.str();
            int value = entries.at();
            entries.skip(entries.count());
            byName.computeIfAbsent(name, key -> new ArrayList<>()).add(new Place(value, entries.count()));
        }
    }

    /** Returns the ids of all series. */
    int[] all() {
        return get("", "");
    }

    /** Returns the ids of the series that have the label with that value. */
    int[] get(String name, String value) {
        return where(name, value::equals);
    }

    /** Returns the ids of the series that have the label with a value that passes. */
    int[] where(String name, Predicate<String> passes) {
        List<int[]> lists = new ArrayList<>();
        for (Place place : byName.getOrDefault(name, List.of())) {
            if (passes.test(valueAt(place))) {
                lists.add(list(place.list()));
            }
        }
        return union(lists);
    }

    /** Returns the values of a label, in the index's order. */
    List<String> values(String name) {
        return byName.getOrDefault(name, List.of()).stream().map(this::valueAt).toList();
    }

    /** Returns the names of all labels, sorted. */
    List<String> names() {
        return byName.keySet().stream()
                .filter(name -> !name.isEmpty())
                .sorted(CodePointOrder.STRINGS)
                .toList();
    }

    private String valueAt(Place place) {
        return new ByteCursor(index, place.value(), index.limit(), file).str();
    }

    /** Reads the list at {@code at}, with its checksum. */
    private int[] list(int at) {
        ByteCursor section = IndexToc.section(index, at, file);
        long count = section.u32();
        if (count * 4 != section.left()) {
            throw Damage.in(file, "the list at " + at + " has not the length that it says");
        }
        int[] ids = new int[(int) count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) section.u32();
        }
        return ids;
    }

    /** Reads every list: throws a failure when one is damaged. Returns how many there are. */
    int checkAll() {
        int lists = 0;
        for (List<Place> places : byName.values()) {
            for (Place place : places) {
                list(place.list());
                lists++;
            }
        }
        return lists;
    }

    private static int[] union(List<int[]> lists) {
        if (lists.size() <= 1) {
            return lists.isEmpty() ? NONE : lists.get(0);
        }
        int[] all =
                lists.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
        return all;
    }

    /** Returns what is in both; both ascend. */
    static int[] intersect(int @Nullable [] left, int[] right) {
        if (left == null) {
            return right;
        }
        int[] both = new int[Math.min(left.length, right.length)];
        int found = 0;
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            int order = Integer.compare(left[i], right[j]);
            if (order == 0) {
                both[found++] = left[i];
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(both, found);
    }

    /** Returns what is in {@code from} and not in {@code less}; both ascend. */
    static int[] subtract(int[] from, int[] less) {
        return less.length == 0
                ? from
                : Arrays.stream(from)
                        .filter(id -> Arrays.binarySearch(less, id) < 0)
                        .toArray();
    }
}
