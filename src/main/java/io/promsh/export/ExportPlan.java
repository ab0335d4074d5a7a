package io.promsh.export;

import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An export as it was begun; it is written down before the first sample is asked for, so that whoever goes on does the same.
 *
 * @param target the target's name
 * @param address its address, without secrets
 * @param selectors as asked for
 * @param step for evaluated points, or empty for stored samples
 * @param metrics sorted by name
 * @param lookback how far before the window a dashboard's panels look: that stretch is not part of the export
 */
public record ExportPlan(
        String target,
        String address,
        TimeRange window,
        Set<ExportFormat> formats,
        Optional<Duration> step,
        List<String> selectors,
        List<MetricPlan> metrics,
        Duration lookback,
        List<String> unresolved) {
    public ExportPlan {
        selectors = List.copyOf(selectors);
        metrics = List.copyOf(metrics);
        unresolved = List.copyOf(unresolved);
    }

    /** Returns the word for what the samples are. */
    public String kind() {
        return step.isPresent() ? "evaluated" : "raw";
    }

    /** Returns how this plan differs from what is asked for now, a phrase; empty when it does not. */
    String differenceTo(ExportRequest request, String otherAddress) {
        if (!address.equals(otherAddress)) {
            return "from " + address;
        }
        if (!Set.copyOf(selectors).equals(Set.copyOf(request.selectors()))) {
            return "of " + String.join(" ", selectors);
        }
        if (!formats.equals(request.formats())) {
            return "as " + words(formats);
        }
        if (!step.equals(request.step())) {
            return step.map(every -> "evaluated every " + PromDuration.format(every))
                    .orElse("of stored samples");
        }
        return isOtherWindow(request) ? "from " + window.start() + " to " + window.end() : "";
    }

    /**
     * Returns what a dashboard needs and the window does not hold, a sentence; empty where some of the window can be drawn again as
     * it was: most panels look a few minutes back, and nobody misses those of a day.
     */
    public String lookbackWords() {
        if (lookback.compareTo(window.length()) < 0) {
            return "";
        }
        return "panels look up to " + PromDuration.format(lookback)
                + " before the time that they draw, and this window is "
                + PromDuration.format(window.length()) + ": to draw all of it again, export with --start "
                + window.start().minus(lookback);
    }

    /** Of a window that moves with the clock only its length can be another one. */
    private boolean isOtherWindow(ExportRequest request) {
        TimeRange asked = request.window();
        if (request.isStartFixed() && !window.start().equals(asked.start())) {
            return true;
        }
        if (request.isEndFixed() && !window.end().equals(asked.end())) {
            return true;
        }
        boolean isMoving = !request.isStartFixed() && !request.isEndFixed();
        return isMoving && !window.length().equals(asked.length());
    }

    static String words(Set<ExportFormat> formats) {
        StringBuilder out = new StringBuilder();
        for (ExportFormat format : ExportFormat.values()) {
            if (formats.contains(format)) {
                out.append(out.isEmpty() ? "" : ",").append(format.word());
            }
        }
        return out.toString();
    }
}
