package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenMetrics 1.0 or Prometheus text 0.0.4, as Prometheus reads them, from a stream of bytes into a sink. Memory is that of the
 * longest line and of the series' names. Lines that cannot be read are collected and passed over.
 */
public final class ExpositionReader {
    private static final int LONGEST_LINE = 16 << 20;

    private final Dialect dialect;
    private final SampleSink sink;
    private final BadLines bad;
    private final OptionalLong undatedMillis;
    private final Metadata metadata = new Metadata();
    private final SeriesTable table = new SeriesTable();
    private final SeriesText text;
    private final CommentLine comments;
    private final NumberReader numbers = new NumberReader();
    private final TimestampReader timestamps = new TimestampReader(numbers);
    private long samples;
    private long exemplars;

    /** Reads into {@code sink}; a sample without a timestamp gets {@code undatedMillis}, or is a bad line when there is none. */
    public ExpositionReader(Dialect dialect, SampleSink sink, BadLines bad, OptionalLong undatedMillis) {
        this.dialect = dialect;
        this.sink = sink;
        this.bad = bad;
        this.undatedMillis = undatedMillis;
        this.text = new SeriesText(dialect);
        this.comments = new CommentLine(dialect, metadata);
    }

    /** Returns how many samples were read. */
    public long samples() {
        return samples;
    }

    /** Returns how many exemplars were read and left: blocks have no room for them. */
    public long exemplars() {
        return exemplars;
    }

    /** Returns what the files said about metric families. */
    public Metadata metadata() {
        return metadata;
    }

    /** Reads a stream to its end under the name {@code file}; the stream stays open. */
    public void read(String file, InputStream in) throws IOException {
        LineBuffer lines = new LineBuffer(in, LONGEST_LINE);
        boolean ended = false;
        while (!ended && lines.advance(table.guess())) {
            byte[] bytes = lines.bytes();
            int from = lines.from();
            int to = lines.to();
            if (dialect == Dialect.OPENMETRICS && CommentLine.isEnd(bytes, from, to)) {
                ended = true;
                continue;
            }
            String problem = lines.isTooLong() ? "the line is longer than 16 MiB" : line(bytes, from, to);
            if (problem != null) {
                String shown = to > from && bytes[to - 1] == '\r' ? problem + " (the line ends in CR LF)" : problem;
                bad.add(file, lines.line(), () -> shown);
            }
        }
        if (dialect == Dialect.OPENMETRICS) {
            judgeEnd(file, lines, ended);
        }
    }

    private void judgeEnd(String file, LineBuffer lines, boolean ended) throws IOException {
        if (!ended) {
            bad.add(
                    file,
                    lines.line(),
                    () -> "the file does not end in '# EOF': it was cut off, or is not OpenMetrics");
        } else if (lines.hasMore()) {
            bad.add(file, lines.line() + 1, () -> "data stands after '# EOF'");
        }
    }

    private @Nullable String line(byte[] bytes, int from, int to) {
        byte[] guess = table.guess();
        int end = from + guess.length;
        // What follows must be the blank before the value, or the guess is only the beginning of a longer series.
        if (guess.length > 0
                && end + 1 < to
                && bytes[end] == ' '
                && bytes[end + 1] != '{'
                && bytes[end + 1] > ' '
                && Arrays.mismatch(bytes, from, end, guess, 0, guess.length) < 0) {
            return value(table.guessed(), bytes, end, to);
        }
        int start = from;
        if (dialect == Dialect.TEXT) {
            start = blanks(bytes, from, to);
            if (start == to) {
                return null;
            }
        }
        if (start == to) {
            return "an empty line has no place in OpenMetrics";
        }
        return bytes[start] == '#' ? comments.read(bytes, start, to) : sample(bytes, start, to);
    }

    private @Nullable String sample(byte[] bytes, int from, int to) {
        int end = keyEnd(bytes, from, to);
        int series = table.find(bytes, from, end);
        if (series >= 0) {
            return value(series, bytes, end, to);
        }
        Labels labels = text.series(bytes, from, to);
        if (labels == null) {
            return text.problem();
        }
        end = text.end();
        if (end == to) {
            return "a value should stand after the series";
        }
        int before = end;
        String problem = probe(bytes, end, to);
        if (problem != null) {
            return problem;
        }
        table.put(bytes, from, before, labels, sink);
        return value(table.find(bytes, from, before), bytes, before, to);
    }

    /** Reads value and time without taking them, so that a bad line makes no series. */
    private @Nullable String probe(byte[] bytes, int from, int to) {
        return value(-1, bytes, from, to);
    }

    /** Where the series' part of a line ends: exact for lines that can be read, and anything for others. */
    private static int keyEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '{' && bytes[at] != ' ' && bytes[at] != '\t') {
            at++;
        }
        int brace = blanks(bytes, at, to);
        if (brace == to || bytes[brace] != '{') {
            return at;
        }
        at = brace + 1;
        boolean quoted = false;
        while (at < to && (quoted || bytes[at] != '}')) {
            if (bytes[at] == '\\' && quoted) {
                at++;
            } else if (bytes[at] == '"') {
                quoted = !quoted;
            }
            at++;
        }
        return Math.min(to, at + 1);
    }

    /** Reads what stands behind the series; takes the sample when all of it is right and {@code series} is not negative. */
    private @Nullable String value(int series, byte[] bytes, int from, int to) {
        boolean isText = dialect == Dialect.TEXT;
        int first = isText ? blanks(bytes, from, to) : from + 1;
        if (!isText && (from >= to || bytes[from] != ' ')) {
            return "one blank and a value should stand after the series";
        }
        int end = word(bytes, first, to, isText);
        if (!numbers.read(bytes, first, end)) {
            return end <= first
                    ? "a value should stand after the series"
                    : "'" + shown(bytes, first, end) + "' is not a number";
        }
        double value = numbers.value();
        int at = isText ? blanks(bytes, end, to) : end;
        if (at == to) {
            return undated(series, value);
        }
        if (!isText && isExemplar(bytes, at, to)) {
            String problem = exemplar(bytes, at, to, series);
            return problem != null ? problem : undated(series, value);
        }
        int second = isText ? at : at + 1;
        int last = word(bytes, second, to, isText);
        String problem = isText ? milliseconds(bytes, second, last) : seconds(bytes, second, last);
        if (problem != null) {
            return problem;
        }
        long millis = timestamps.millis();
        int rest = isText ? blanks(bytes, last, to) : last;
        if (rest < to) {
            problem = !isText && isExemplar(bytes, rest, to)
                    ? exemplar(bytes, rest, to, series)
                    : "nothing may stand after the timestamp";
            if (problem != null) {
                return problem;
            }
        }
        return take(series, millis, value);
    }

    private @Nullable String take(int series, long millis, double value) {
        if (series >= 0) {
            samples++;
            sink.sample(series, millis, value);
        }
        return null;
    }

    private @Nullable String undated(int series, double value) {
        if (undatedMillis.isEmpty()) {
            return "the sample has no timestamp (--at TIME dates all such samples)";
        }
        return take(series, undatedMillis.getAsLong(), value);
    }

    private @Nullable String seconds(byte[] bytes, int from, int to) {
        if (!timestamps.seconds(bytes, from, to)) {
            return "'" + shown(bytes, from, to) + "' is not a timestamp in seconds";
        }
        if (Math.abs(timestamps.millis() / 1000) >= TimestampReader.MILLISECONDS_FROM) {
            return shown(bytes, from, to) + " seconds is after the year 5138: milliseconds, as in the format 'text'?";
        }
        return null;
    }

    private @Nullable String milliseconds(byte[] bytes, int from, int to) {
        return timestamps.milliseconds(bytes, from, to)
                ? null
                : "'" + shown(bytes, from, to) + "' is not a timestamp in whole milliseconds";
    }

    private static boolean isExemplar(byte[] bytes, int at, int to) {
        return at + 4 <= to && bytes[at] == ' ' && bytes[at + 1] == '#' && bytes[at + 2] == ' ' && bytes[at + 3] == '{';
    }

    private @Nullable String exemplar(byte[] bytes, int from, int to, int series) {
        if (!text.exemplar(bytes, from + 4, to)) {
            return "in the exemplar " + text.problem();
        }
        int at = text.end();
        if (at >= to || bytes[at] != ' ') {
            return "a value should stand after the exemplar's labels";
        }
        int end = word(bytes, at + 1, to, false);
        if (!numbers.read(bytes, at + 1, end)) {
            return "the exemplar's value '" + shown(bytes, at + 1, end) + "' is not a number";
        }
        if (end < to) {
            int last = word(bytes, end + 1, to, false);
            if (!timestamps.seconds(bytes, end + 1, last)) {
                return "the exemplar's timestamp '" + shown(bytes, end + 1, last) + "' is none";
            }
            if (last < to) {
                return "nothing may stand after the exemplar";
            }
        }
        exemplars += series >= 0 ? 1 : 0;
        return null;
    }

    private static int word(byte[] bytes, int from, int to, boolean tabsToo) {
        int at = from;
        while (at < to && bytes[at] != ' ' && !(tabsToo && bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int blanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static String shown(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.max(0, Math.min(to - from, 40)), UTF_8);
        return to - from > 40 ? text + "..." : text;
    }
}
