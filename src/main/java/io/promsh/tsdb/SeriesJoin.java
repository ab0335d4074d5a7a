package io.promsh.tsdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Brings the series of several sources, each sorted by labels, into one order, and those with the same labels together. */
final class SeriesJoin {
    private record Next(StoredSeries series, int source) {}

    private SeriesJoin() {}

    static void join(List<Iterator<StoredSeries>> sources, Consumer<StoredSeries> each) {
        PriorityQueue<Next> queue = new PriorityQueue<>(
                Comparator.comparing((Next next) -> next.series().labels(), CodePointOrder.LABELS)
                        .thenComparingInt(Next::source));
        for (int i = 0; i < sources.size(); i++) {
            offer(queue, sources, i);
        }
        List<StoredSeries> same = new ArrayList<>();
        for (Next next = queue.poll(); next != null; next = queue.poll()) {
            same.add(next.series());
            offer(queue, sources, next.source());
            Next following = queue.peek();
            if (following == null
                    || !following.series().labels().equals(next.series().labels())) {
                each.accept(
                        same.size() == 1
                                ? same.get(0)
                                : new JoinedSeries(next.series().labels(), same));
                same.clear();
            }
        }
    }

    private static void offer(PriorityQueue<Next> queue, List<Iterator<StoredSeries>> sources, int source) {
        if (sources.get(source).hasNext()) {
            queue.add(new Next(sources.get(source).next(), source));
        }
    }
}
