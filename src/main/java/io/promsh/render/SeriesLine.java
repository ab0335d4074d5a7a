package io.promsh.render;

import io.promsh.model.Labels;
import io.promsh.model.SeriesNotation;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;

/** A series in PromQL notation as a styled line, control characters visible. */
public final class SeriesLine {
    private SeriesLine() {}

    /** Returns for example {@code up{job="api"}}; {@code {}} for a series without labels. */
    public static Line of(Labels labels) {
        String metric = labels.metricName();
        boolean isPlain = SeriesNotation.isPlainMetricName(metric);
        List<Span> spans = new ArrayList<>();
        if (isPlain) {
            spans.add(new Span(metric, Style.METRIC));
            if (labels.size() == 1) {
                return new Line(spans);
            }
        }
        spans.add(new Span("{", Style.OPERATOR));
        int start = spans.size();
        if (!metric.isEmpty() && !isPlain) {
            spans.add(new Span(quoted(metric), Style.METRIC));
        }
        labels.forEach((name, value) -> {
            if (name.equals(Labels.METRIC_NAME)) {
                return;
            }
            if (spans.size() > start) {
                spans.add(new Span(", ", Style.OPERATOR));
            }
            String shown = SeriesNotation.isPlainLabelName(name) ? name : quoted(name);
            spans.add(new Span(shown, Style.LABEL_NAME));
            spans.add(new Span("=", Style.OPERATOR));
            spans.add(new Span(quoted(value), Style.LABEL_VALUE));
        });
        spans.add(new Span("}", Style.OPERATOR));
        return new Line(spans);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        SeriesNotation.quote(out, text);
        return Escaping.visible(out.toString());
    }
}
