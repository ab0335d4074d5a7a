package io.promsh.intake.read;

import io.promsh.model.MetricMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/** Type, help and unit of the metric families that a file describes; blocks have no room for them, remote write has. */
public final class Metadata {
    private final Map<String, MetricMetadata> families = new LinkedHashMap<>();

    void type(String family, String type) {
        MetricMetadata old = of(family);
        families.put(family, new MetricMetadata(type, old.help(), old.unit()));
    }

    void help(String family, String help) {
        MetricMetadata old = of(family);
        families.put(family, new MetricMetadata(old.type(), help, old.unit()));
    }

    void unit(String family, String unit) {
        MetricMetadata old = of(family);
        families.put(family, new MetricMetadata(old.type(), old.help(), unit));
    }

    private MetricMetadata of(String family) {
        return families.getOrDefault(family, MetricMetadata.UNKNOWN);
    }

    /** Returns what is known, by family, in order of appearance. */
    public Map<String, MetricMetadata> families() {
        return Map.copyOf(families);
    }
}
