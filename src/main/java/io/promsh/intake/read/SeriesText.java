package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the beginning of a sample line apart: {@code name{label="value"}}, or with the name quoted inside the braces. Slow and exact:
 * it sees each spelling of a series once. What is wrong is left in {@link #problem()}.
 */
final class SeriesText {
    private final Dialect dialect;
    private byte[] bytes = {};
    private int at;
    private int to;
    private @Nullable String problem;
    private final TreeMap<String, String> labels = new TreeMap<>();

    SeriesText(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Returns why the last line could not be read, in words. */
    String problem() {
        return problem == null ? "" : problem;
    }

    /** Returns where the part that was read ends. */
    int end() {
        return at;
    }

    /** Reads a series at the beginning of {@code line[from, end)}; null when it is none. */
    @Nullable
    Labels series(byte[] line, int from, int end) {
        open(line, from, end);
        String name = null;
        if (at < to && isNameStart(bytes[at], true)) {
            int first = at;
            while (at < to && isNamePart(bytes[at], true)) {
                at++;
            }
            name = new String(bytes, first, at - first, UTF_8);
            int mark = at;
            blanks();
            if (at >= to || bytes[at] != '{') {
                at = mark;
            }
        } else if (at >= to || bytes[at] != '{') {
            return none("a metric name or '{' should stand");
        }
        if (name != null) {
            labels.put(Labels.METRIC_NAME, name);
        }
        if (at < to && bytes[at] == '{') {
            at++;
            if (!pairs(false)) {
                return null;
            }
        }
        String metric = labels.getOrDefault(Labels.METRIC_NAME, "");
        return metric.isEmpty() ? none("no metric name is given") : Labels.of(labels);
    }

    /** Reads exemplar labels behind their opening brace; false when they are none. */
    boolean exemplar(byte[] line, int from, int end) {
        open(line, from, end);
        return pairs(true);
    }

    /** Reads a name of a comment line, bare or quoted; null when there is none. */
    @Nullable
    String name(byte[] line, int from, int end) {
        open(line, from, end);
        if (at < to && bytes[at] == '"') {
            return quoted("metric name");
        }
        int first = at;
        if (at < to && isNameStart(bytes[at], true)) {
            while (at < to && isNamePart(bytes[at], true)) {
                at++;
            }
        }
        return at == first ? fail("a metric name should stand") : new String(bytes, first, at - first, UTF_8);
    }

    private void open(byte[] line, int from, int end) {
        bytes = line;
        at = from;
        to = end;
        problem = null;
        labels.clear();
    }

    /** Label pairs up to the closing brace, each {@code name="value"}; one quoted text alone is the metric's name. */
    private boolean pairs(boolean isExemplar) {
        blanks();
        while (at < to && bytes[at] != '}') {
            boolean isQuoted = bytes[at] == '"';
            String name = isQuoted ? quoted("name") : labelName();
            if (name == null) {
                return false;
            }
            blanks();
            boolean isAlone = at < to && (bytes[at] == ',' || bytes[at] == '}');
            if (isAlone && isQuoted && !isExemplar) {
                if (!put(Labels.METRIC_NAME, name)) {
                    return false;
                }
            } else if (!value(name)) {
                return false;
            }
            blanks();
            if (!separator()) {
                return false;
            }
            blanks();
        }
        if (at >= to) {
            fail("the labels are not closed with '}'");
            return false;
        }
        at++;
        return true;
    }

    private boolean value(String name) {
        if (at >= to || bytes[at] != '=') {
            fail("'=' should stand after the label name " + name);
            return false;
        }
        at++;
        blanks();
        if (at >= to || bytes[at] != '"') {
            fail("the value of label " + name + " should begin with '\"'");
            return false;
        }
        String value = quoted("value of label " + name);
        return value != null && put(name, value);
    }

    private boolean put(String name, String value) {
        if (name.isEmpty()) {
            fail("a name is empty");
            return false;
        }
        if (labels.put(name, value) != null) {
            fail(name.equals(Labels.METRIC_NAME) ? "the metric is named twice" : "label " + name + " stands twice");
            return false;
        }
        return true;
    }

    /** Text allows a blank or nothing where OpenMetrics wants a comma; both allow one at the end. */
    private boolean separator() {
        if (at < to && bytes[at] == ',') {
            at++;
            return true;
        }
        if (dialect == Dialect.OPENMETRICS && at < to && bytes[at] != '}') {
            fail("',' or '}' should stand after a label");
            return false;
        }
        return true;
    }

    private @Nullable String labelName() {
        int first = at;
        if (at < to && isNameStart(bytes[at], false)) {
            while (at < to && isNamePart(bytes[at], false)) {
                at++;
            }
        }
        return at == first ? fail("a label name should stand") : new String(bytes, first, at - first, UTF_8);
    }

    /** A quoted text; backslashes escape themselves, quotes and line feeds, and stand for themselves elsewhere. */
    private @Nullable String quoted(String what) {
        int first = ++at;
        boolean escaped = false;
        while (at < to && bytes[at] != '"') {
            escaped |= bytes[at] == '\\';
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= to) {
            at = to;
            return fail("the " + what + " is not closed with '\"'");
        }
        int end = at++;
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, first, end - first))
                    .toString();
            return escaped ? unescape(text) : text;
        } catch (CharacterCodingException e) {
            at = first;
            return fail("the " + what + " is not UTF-8");
        }
    }

    /** Resolves the three escapes of label values and help texts. */
    static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next == 'n') {
                plain.append('\n');
                i++;
            } else if (next == '\\' || next == '"') {
                plain.append(next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private void blanks() {
        if (dialect == Dialect.TEXT) {
            while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
        }
    }

    private @Nullable String fail(String reason) {
        problem = reason;
        return null;
    }

    private @Nullable Labels none(String reason) {
        problem = reason;
        return null;
    }

    private static boolean isNameStart(byte b, boolean ofMetric) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || (ofMetric && b == ':');
    }

    private static boolean isNamePart(byte b, boolean ofMetric) {
        return isNameStart(b, ofMetric) || (b >= '0' && b <= '9');
    }
}
