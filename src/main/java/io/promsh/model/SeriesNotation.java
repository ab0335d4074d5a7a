package io.promsh.model;

/** Writes labels as PromQL does: {@code up{job="api"}}, or {@code {"http.requests", job="api"}} for names that need quotes. */
public final class SeriesNotation {
    private SeriesNotation() {}

    /** Returns the notation of a series. */
    public static String of(Labels labels) {
        String metric = labels.metricName();
        boolean plainMetric = isPlainMetricName(metric);
        StringBuilder out = new StringBuilder();
        if (plainMetric) {
            out.append(metric);
        }
        if (plainMetric && labels.size() == 1) {
            return out.toString();
        }
        out.append('{');
        int start = out.length();
        if (!metric.isEmpty() && !plainMetric) {
            quote(out, metric);
        }
        labels.forEach((name, value) -> {
            if (name.equals(Labels.METRIC_NAME)) {
                return;
            }
            if (out.length() > start) {
                out.append(", ");
            }
            if (isPlainLabelName(name)) {
                out.append(name);
            } else {
                quote(out, name);
            }
            out.append('=');
            quote(out, value);
        });
        return out.append('}').toString();
    }

    /** Returns whether a metric name needs no quotes: {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
    public static boolean isPlainMetricName(String name) {
        return isPlain(name, true);
    }

    /** Returns whether a label name needs no quotes: {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
    public static boolean isPlainLabelName(String name) {
        return isPlain(name, false);
    }

    private static boolean isPlain(String name, boolean colonAllowed) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (colonAllowed && c == ':');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Appends {@code text} in double quotes with backslash, quote and newline escaped, as PromQL reads it back. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
