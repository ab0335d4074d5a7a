package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lines that begin with a hash: type, help and unit of a family, the end mark, and in the text format free comments. */
final class CommentLine {
    private static final List<String> OPENMETRICS_TYPES =
            List.of("counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset", "unknown");
    private static final List<String> TEXT_TYPES = List.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Dialect dialect;
    private final SeriesText names;
    private final Metadata metadata;

    CommentLine(Dialect dialect, Metadata metadata) {
        this.dialect = dialect;
        this.names = new SeriesText(dialect);
        this.metadata = metadata;
    }

    /** Whether the line is OpenMetrics's end mark. */
    static boolean isEnd(byte[] bytes, int from, int to) {
        return to - from == 5
                && bytes[from] == '#'
                && bytes[from + 1] == ' '
                && bytes[from + 2] == 'E'
                && bytes[from + 3] == 'O'
                && bytes[from + 4] == 'F';
    }

    /** Reads a line; returns what is wrong with it, or null. */
    @Nullable
    String read(byte[] bytes, int from, int to) {
        int at = from + 1;
        int word = blanks(bytes, at, to);
        if (dialect == Dialect.OPENMETRICS && (word != at + 1 || bytes[at] != ' ')) {
            return "a comment should begin with '# TYPE ', '# HELP ' or '# UNIT '";
        }
        int end = word;
        while (end < to && bytes[end] != ' ' && bytes[end] != '\t') {
            end++;
        }
        String keyword = end - word == 4 && word > at ? new String(bytes, word, 4, UTF_8) : "";
        boolean isKnown = keyword.equals("TYPE")
                || keyword.equals("HELP")
                || (dialect == Dialect.OPENMETRICS && keyword.equals("UNIT"));
        if (!isKnown || end == to) {
            return dialect == Dialect.TEXT ? null : "a comment should begin with '# TYPE ', '# HELP ' or '# UNIT '";
        }
        return described(keyword, bytes, dialect == Dialect.TEXT ? blanks(bytes, end, to) : end + 1, to);
    }

    private @Nullable String described(String keyword, byte[] bytes, int from, int to) {
        String name = names.name(bytes, from, to);
        if (name == null) {
            return names.problem() + " after " + keyword;
        }
        int at = names.end();
        if (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
            return "a metric name should stand after " + keyword;
        }
        if (at == to && (dialect == Dialect.OPENMETRICS || keyword.equals("TYPE"))) {
            return keyword + " says nothing about " + name;
        }
        int rest = dialect == Dialect.TEXT ? blanks(bytes, at, to) : Math.min(to, at + 1);
        String text = new String(bytes, rest, to - rest, UTF_8);
        return switch (keyword) {
            case "TYPE" -> type(name, dialect == Dialect.TEXT ? text.stripTrailing() : text);
            case "UNIT" -> unit(name, text);
            default -> help(name, text);
        };
    }

    private @Nullable String type(String name, String type) {
        List<String> types = dialect == Dialect.TEXT ? TEXT_TYPES : OPENMETRICS_TYPES;
        if (!types.contains(type)) {
            return "'" + type + "' is no type of a metric in " + dialect.title();
        }
        metadata.type(name, type.equals("untyped") ? "unknown" : type);
        return null;
    }

    private @Nullable String unit(String name, String unit) {
        if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
            return "metric " + name + " does not end in its unit " + unit;
        }
        metadata.unit(name, unit);
        return null;
    }

    private @Nullable String help(String name, String help) {
        metadata.help(name, SeriesText.unescape(help));
        return null;
    }

    private static int blanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
