package io.promsh.promql.edit;

import io.promsh.promql.LabelNames;
import io.promsh.promql.edit.NameSource.MetricMetadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that a target is asked for. */
final class NameOptions {
    /** Beyond so many metrics their metadata is not asked for: it would be a long answer for a short list. */
    private static final int MAX_DESCRIBED = 10_000;

    private static final List<String> FAMILY_SUFFIXES = List.of("_count", "_sum", "_bucket", "_total");
    private static final String DIFFERENT = "multiple different definitions for this metric";

    private final NameSource names;
    private final Cursor cursor;

    NameOptions(NameSource names, Cursor cursor) {
        this.names = names;
        this.cursor = cursor;
    }

    List<Option> of(CursorContext context) {
        String metric = context.metricName().orElse("");
        return switch (context.kind()) {
            case METRIC_NAME -> metrics(metric);
            case LABEL_NAME ->
                names.labelNames(metric).stream().map(this::label).toList();
            case LABEL_VALUE ->
                names.labelValues(context.labelName().orElse(""), metric, context.matchers()).stream()
                        .map(value -> Option.of(value, escaped(value), Option.Type.VALUE))
                        .toList();
            default -> List.of();
        };
    }

    private List<Option> metrics(String typed) {
        List<String> found = names.metricNames(typed);
        Map<String, List<MetricMetadata>> metadata = found.size() <= MAX_DESCRIBED ? names.metadata() : Map.of();
        return found.stream().map(name -> metric(name, metadata)).toList();
    }

    private Option metric(String name, Map<String, List<MetricMetadata>> metadata) {
        Option option = Option.of(name, metricInPlace(name), Option.Type.METRIC);
        List<MetricMetadata> known = ofFamily(name, metadata);
        if (known == null || known.isEmpty()) {
            return option;
        }
        MetricMetadata first = known.get(0);
        if (known.stream().allMatch(first::equals)) {
            return described(option, name, first);
        }
        boolean sameType = known.stream().allMatch(one -> one.type().equals(first.type()));
        return option.describedAs(sameType ? first.type() : "unknown", DIFFERENT);
    }

    /** Metadata is kept by family: {@code x_bucket} is told of under {@code x}, unless a metric is really named so. */
    private static @Nullable List<MetricMetadata> ofFamily(String name, Map<String, List<MetricMetadata>> metadata) {
        List<MetricMetadata> exact = metadata.get(name);
        if (exact != null) {
            return exact;
        }
        for (String suffix : FAMILY_SUFFIXES) {
            if (name.endsWith(suffix)) {
                return metadata.get(name.substring(0, name.length() - suffix.length()));
            }
        }
        return null;
    }

    private static Option described(Option option, String name, MetricMetadata metadata) {
        boolean family = metadata.type().equals("histogram") || metadata.type().equals("summary");
        if (family && name.endsWith("_count")) {
            return option.describedAs("counter", "The total number of observations for: " + metadata.help());
        }
        if (family && name.endsWith("_sum")) {
            return option.describedAs("counter", "The total sum of observations for: " + metadata.help());
        }
        if (family && name.endsWith("_bucket")) {
            return option.describedAs(
                    "counter", "The total count of observations for a bucket in the histogram: " + metadata.help());
        }
        return option.describedAs(metadata.type(), metadata.help());
    }

    /** Within quotes the name takes their place together with them; a name that needs quotes needs braces, too. */
    private String metricInPlace(String name) {
        boolean quoted =
                cursor.from() < cursor.text().length() && isQuote(cursor.text().charAt(cursor.from()));
        if (quoted) {
            return '"' + escaped(name) + '"';
        }
        return LabelNames.isLegacyMetric(name) ? name : "{\"" + escaped(name) + "\"}";
    }

    private Option label(String name) {
        String insert = LabelNames.isLegacy(name) ? name : '"' + escaped(name) + '"';
        return Option.of(name, insert, Option.Type.LABEL);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** As it stands between double quotes. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
