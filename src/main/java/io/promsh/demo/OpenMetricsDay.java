package io.promsh.demo;

import io.promsh.model.Labels;
import io.promsh.model.SeriesNotation;
import io.promsh.model.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The day as OpenMetrics text, as {@code promtool tsdb create-blocks-from openmetrics} takes it: families apart, each series in
 * order of time, the end marked. Counter and creation time are one family there, {@code traffic_vehicles}.
 */
public final class OpenMetricsDay {
    private OpenMetricsDay() {}

    /** Writes the day, about 14,000 lines or 1 MB. Throws IOException as {@code out} does. */
    public static void write(IncidentDay day, Traffic traffic, Appendable out) throws IOException {
        Map<Family, Map<Labels, List<Reading>>> series = collect(day, traffic);
        head(out, "traffic_vehicles", "counter", Family.VEHICLES.help());
        lines(out, series.getOrDefault(Family.VEHICLES, Map.of()));
        lines(out, series.getOrDefault(Family.CREATED, Map.of()));
        for (Family family : List.of(Family.FLOW, Family.STATUS, Family.UP)) {
            head(out, family.metric(), family.type(), family.help());
            lines(out, series.getOrDefault(family, Map.of()));
        }
        out.append("# EOF\n");
    }

    private static Map<Family, Map<Labels, List<Reading>>> collect(IncidentDay day, Traffic traffic) {
        Map<Family, Map<Labels, List<Reading>>> series = new TreeMap<>();
        new Counting(day, traffic)
                .advanceTo(
                        day.endSlot() - 1,
                        scrape -> scrape.forEach((family, readings) ->
                                readings.forEach(reading -> series.computeIfAbsent(family, key -> new TreeMap<>())
                                        .computeIfAbsent(reading.labels(), key -> new ArrayList<>())
                                        .add(reading))));
        return series;
    }

    private static void head(Appendable out, String name, String type, String help) throws IOException {
        out.append("# TYPE " + name + " " + type + "\n");
        if (!help.isEmpty()) {
            out.append("# HELP " + name + " " + help + "\n");
        }
    }

    private static void lines(Appendable out, Map<Labels, List<Reading>> series) throws IOException {
        for (Map.Entry<Labels, List<Reading>> one : series.entrySet()) {
            String name = SeriesNotation.of(one.getKey()).replace(", ", ",");
            for (Reading reading : one.getValue()) {
                out.append(name).append(' ').append(Values.format(reading.value()));
                out.append(' ')
                        .append(Long.toString(IncidentDay.timeOf(reading.slot()).getEpochSecond()));
                out.append('\n');
            }
        }
    }
}
