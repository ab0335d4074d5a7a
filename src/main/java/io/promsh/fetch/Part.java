package io.promsh.fetch;

import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.RawMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a long read that one question answers: a selection over a window. Guarded by the read that it belongs to. */
final class Part {
    /** How far a part is. */
    enum State {
        OPEN,
        RUNNING,
        DONE
    }

    /** What was asked for by the user; {@link #selection} is it, or a shard of it. */
    final Selection root;

    final Selection selection;
    final TimeRange window;

    /** Empty, or which of the shards of its window this is: {@code GROUP-NUMBER}. */
    final String shard;

    /** Its share of the whole read, in milliseconds of one selection. */
    final double weight;

    State state = State.OPEN;
    /** How it has to be read, or null for the way of the whole read. */
    @Nullable
    RawMethod method;

    /** How many samples the target counted in it, or -1 where it did not need to. */
    long counted = -1;

    int failures;
    long notBeforeNanos = Long.MIN_VALUE;

    List<Series> content = List.of();

    Part(Selection root, Selection selection, TimeRange window, String shard, double weight) {
        this.root = root;
        this.selection = selection;
        this.window = window;
        this.shard = shard;
        this.weight = weight;
    }

    /** Returns whether it takes memory: while it is asked, and as long as what it brought waits to be delivered. */
    boolean isHeld() {
        return state == State.RUNNING || !content.isEmpty();
    }

    long millis() {
        return window.length().toMillis();
    }
}
