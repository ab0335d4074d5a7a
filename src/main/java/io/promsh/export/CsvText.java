package io.promsh.export;

import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Values;

/** Cells of RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
final class CsvText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !isNumber(text);
        boolean hasBlankEdge = !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
        boolean needsQuotes =
                isFormula || hasBlankEdge || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (!needsQuotes) {
            return text;
        }
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]Inf");
    }

    /** A native histogram in the notation of Prometheus's tools: {@code {count:3, sum:1.5, (0.5,1]:3}}. */
    static String histogram(NativeHistogram histogram) {
        StringBuilder out = new StringBuilder("{count:");
        Values.append(out, histogram.count());
        out.append(", sum:");
        Values.append(out, histogram.sum());
        for (Bucket bucket : histogram.buckets()) {
            out.append(", ").append(bucket.interval()).append(':');
            Values.append(out, bucket.count());
        }
        return out.append('}').toString();
    }
}
