package io.promsh.fetch;

import io.promsh.model.Series;
import io.promsh.target.RawAnswer;
import java.util.ArrayList;
import java.util.List;

/** Puts what a part brought where it belongs. Called by several threads. */
interface PartKeeper {
    /** Keeps parts in memory until they are delivered. */
    PartKeeper MEMORY = new PartKeeper() {
        @Override
        public Kept keep(Part part, Iterable<Series> content) {
            List<Series> all = new ArrayList<>();
            content.forEach(all::add);
            return new Kept(all.stream().mapToLong(Series::size).sum(), all);
        }

        @Override
        public void said(RawAnswer answer) {
            // The read's own count holds it.
        }

        @Override
        public void noted(String remark) {
            // As above.
        }

        @Override
        public void sharded(Selection root, List<Selection> shards, String group) {
            // Nobody comes back to it.
        }
    };

    /**
     * What came of keeping a part.
     *
     * @param samples how many it has
     * @param toDeliver what is still to be delivered, or nothing
     */
    record Kept(long samples, List<Series> toDeliver) {}

    /** Takes a part's samples; after this call they are gone. */
    Kept keep(Part part, Iterable<Series> content);

    /** Takes what was said beside a part's samples, before they are kept. */
    void said(RawAnswer answer);

    /** Takes a remark of our own on how a part is read, before it is asked in that way. */
    void noted(String remark);

    /** Is told of the shards before the first of them is asked. */
    void sharded(Selection root, List<Selection> shards, String group);
}
