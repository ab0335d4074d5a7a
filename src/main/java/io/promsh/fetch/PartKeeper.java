package io.promsh.fetch;

import io.promsh.model.Series;
import io.promsh.target.RawAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a part brought where it belongs. Called by several threads. */
interface PartKeeper {
    /** Keeps parts in memory until they are delivered. */
    PartKeeper MEMORY = new PartKeeper() {
        @Override
        public List<Series> keep(Part part, List<Series> content) {
            return content;
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

    /** Takes a part's samples; returns what is still to be delivered, or null. */
    @Nullable
    List<Series> keep(Part part, List<Series> content);

    /** Takes what was said beside a part's samples, before they are kept. */
    void said(RawAnswer answer);

    /** Takes a remark of our own on how a part is read, before it is asked in that way. */
    void noted(String remark);

    /** Is told of the shards before the first of them is asked. */
    void sharded(Selection root, List<Selection> shards, String group);
}
