package io.promsh.volume.proof;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult.Element;
import io.promsh.target.MetricsTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which scrape targets have sent samples since a moment. Ready is not enough: the first scrape comes seconds later. */
public final class Freshness {
    private Freshness() {}

    /** Returns the scrape targets that the server has samples of now, by their labels. */
    public static List<Labels> targets(MetricsTarget target) {
        return Answering.vector(target, "up", Optional.empty()).stream()
                .map(Freshness::identity)
                .sorted(java.util.Comparator.comparing(Labels::toString))
                .toList();
    }

    /** Returns those of {@code expected} without a sample younger than {@code since}, a time of the server's clock. */
    public static List<Labels> silent(MetricsTarget target, List<Labels> expected, Instant since) {
        List<Labels> silent = new ArrayList<>(expected);
        double border = since.toEpochMilli() / 1000.0;
        for (Element element : Answering.vector(target, "timestamp(up)", Optional.empty())) {
            if (element.value() > border) {
                silent.remove(identity(element));
            }
        }
        return silent;
    }

    private static Labels identity(Element element) {
        return element.labels().without(Labels.METRIC_NAME);
    }
}
