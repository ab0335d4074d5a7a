package io.promsh.demo;

import io.promsh.model.Labels;
import io.promsh.model.Values;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the counting process exposes now, in the text format 0.0.4 as the client library of the incident writes it. Samples carry
 * the time of their slot, so that the stored series goes on at its 30-second grid whenever the scrape comes. Safe for several
 * threads.
 */
public final class Exposition {
    private final IncidentDay day;
    private final Counting counting;
    private Map<Family, List<Reading>> latest = new EnumMap<>(Family.class);

    public Exposition(IncidentDay day, Traffic traffic) {
        this.day = day;
        this.counting = new Counting(day, traffic);
        counting.advanceTo(day.endSlot() - 1, scrape -> latest = scrape);
    }

    /** Returns the text of a scrape at {@code now}: help and types always, samples from the first slot after the day on. */
    public synchronized String at(Instant now) {
        counting.advanceTo(IncidentDay.slotOf(now), scrape -> latest = scrape);
        StringBuilder out = new StringBuilder();
        for (Family family : Family.values()) {
            if (family == Family.UP) {
                continue; // the server's own
            }
            out.append("# HELP ").append(family.metric()).append(' ').append(family.help());
            out.append("\n# TYPE ")
                    .append(family.metric())
                    .append(' ')
                    .append(family.type())
                    .append('\n');
            for (Reading reading : latest.getOrDefault(family, List.of())) {
                if (reading.slot() >= day.endSlot()) {
                    line(out, family, reading);
                }
            }
        }
        return out.toString();
    }

    /** Without job and instance: the scrape adds them. */
    private static void line(StringBuilder out, Family family, Reading reading) {
        out.append(family.metric()).append('{');
        String comma = "";
        Labels labels = reading.labels();
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.name(i);
            if (!name.equals(Labels.METRIC_NAME) && !name.equals("job") && !name.equals("instance")) {
                out.append(comma)
                        .append(name)
                        .append("=\"")
                        .append(labels.value(i))
                        .append('"');
                comma = ",";
            }
        }
        out.append("} ").append(Values.format(reading.value())).append(' ');
        out.append(IncidentDay.timeOf(reading.slot()).toEpochMilli()).append('\n');
    }
}
