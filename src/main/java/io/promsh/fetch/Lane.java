package io.promsh.fetch;

import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One selection over one stretch of time, cut into parts as it is read: the next part is sized by what the last ones brought.
 * Parts wait in the order in which they are delivered. Guarded by the read that it belongs to.
 */
final class Lane {
    static final long SHORTEST_MILLIS = 1000;
    private static final long FIRST_MILLIS = Duration.ofHours(2).toMillis();
    /** The length of Prometheus's youngest blocks, which begin at whole multiples of it. */
    private static final long BLOCK_MILLIS = FIRST_MILLIS;

    private static final double MOST_GROWTH = 8;

    final TimeRange window;
    final Selection root;
    final Selection selection;

    /** Cut and not yet delivered, in order; never empty of what is delivered next. */
    final List<Part> parts = new ArrayList<>();

    private final long samplesAPart;
    private final String shard;
    private Instant frontier;
    private long size;
    private long longest;
    private double samplesAMilli;
    private List<Part> pattern = List.of();

    Lane(Selection root, Selection selection, TimeRange window, String shard, Bounds bounds, long longestMillis) {
        this.root = root;
        this.selection = selection;
        this.window = window;
        this.shard = shard;
        this.samplesAPart = bounds.samplesAPart();
        this.frontier = window.start();
        this.longest = longestMillis > 0 ? longestMillis : Long.MAX_VALUE;
        this.size = Math.min(FIRST_MILLIS, longest);
    }

    /** Returns the lane that the part waits in. */
    static Lane of(Part part, List<Lane> lanes) {
        for (Lane lane : lanes) {
            if (lane.parts.contains(part)) {
                return lane;
            }
        }
        throw new IllegalStateException("a part that is not in its lane");
    }

    /** Returns whether all parts have been cut. */
    boolean isCut() {
        return !frontier.isBefore(window.end());
    }

    /** Returns whether every part was delivered. */
    boolean isOver() {
        return isCut() && parts.isEmpty();
    }

    /** Returns the part that is delivered next, or null where none is cut. */
    @Nullable
    Part head() {
        return parts.isEmpty() ? null : parts.get(0);
    }

    /** Returns whether nothing is known yet of how much there is; two parts are under way to find out. */
    boolean isUnmeasured() {
        return samplesAMilli == 0 && parts.size() > 1;
    }

    /** Cuts the next window off. */
    void cut() {
        Instant to = evened(frontier.plusMillis(Math.max(SHORTEST_MILLIS, size)));
        TimeRange next = new TimeRange(frontier, to.isBefore(window.end()) ? to : window.end());
        if (pattern.isEmpty()) {
            parts.add(new Part(root, selection, next, shard, next.length().toMillis()));
        }
        for (Part one : pattern) {
            double weight = (double) next.length().toMillis() / pattern.size();
            parts.add(new Part(root, one.selection, next, one.shard, weight));
        }
        frontier = next.end();
    }

    /** What is stored together is read together, where the part is not much shorter for it: chunks end where blocks do. */
    private Instant evened(Instant to) {
        long whole = Math.floorDiv(to.toEpochMilli(), BLOCK_MILLIS) * BLOCK_MILLIS;
        boolean isNear = whole - frontier.toEpochMilli() >= Math.max(SHORTEST_MILLIS, size / 4 * 3);
        return isNear && to.isBefore(window.end()) ? Instant.ofEpochMilli(whole) : to;
    }

    /** Learns from what a part brought. */
    void measured(Part part, long samples) {
        double density = (double) samples / Math.max(1, part.millis());
        samplesAMilli = Math.max(density, samplesAMilli * 0.7);
        double fits = samplesAMilli == 0 ? Double.MAX_VALUE : samplesAPart / samplesAMilli;
        long wanted = (long) Math.min(fits, (double) part.millis() * MOST_GROWTH);
        size = Math.max(SHORTEST_MILLIS, Math.min(longest, wanted));
    }

    /** No part may be longer than this from now on. */
    void shorten(long millis) {
        longest = Math.max(SHORTEST_MILLIS, Math.min(longest, millis));
        size = Math.min(size, longest);
    }

    /** Puts the halves of a part, or shorter pieces of it, in its place. */
    void split(Part part, long pieceMillis) {
        List<Part> pieces = new ArrayList<>();
        Instant from = part.window.start();
        while (from.isBefore(part.window.end())) {
            Instant to = from.plusMillis(Math.max(SHORTEST_MILLIS, pieceMillis));
            TimeRange piece = new TimeRange(from, to.isBefore(part.window.end()) ? to : part.window.end());
            double weight = part.weight * piece.length().toMillis() / part.millis();
            Part fresh = new Part(root, part.selection, piece, part.shard, weight);
            fresh.failures = part.failures;
            fresh.method = part.method;
            pieces.add(fresh);
            from = piece.end();
        }
        replace(part, pieces);
    }

    /** Puts parts of fewer series in the place of one, and cuts so from now on. */
    void shard(Part part, List<Selection> shards, String group) {
        List<Part> pieces = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            pieces.add(new Part(root, shards.get(i), part.window, group + "-" + i, part.weight / shards.size()));
        }
        replace(part, pieces);
        if (part.selection.equals(selection)) {
            pattern = List.copyOf(pieces);
            samplesAMilli = 0;
        }
    }

    private void replace(Part part, List<Part> pieces) {
        int at = parts.indexOf(part);
        parts.remove(at);
        parts.addAll(at, pieces);
    }

    /** Returns the first part that is ready to be asked, or null. */
    @Nullable
    Part ready(long nowNanos) {
        for (Part part : parts) {
            if (part.state == Part.State.OPEN && part.notBeforeNanos <= nowNanos) {
                return part;
            }
        }
        return null;
    }
}
