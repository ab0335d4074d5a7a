package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables: long (a column for each label, then {@code timestamp} and {@code value}) or wide ({@code timestamp}, then a column for
 * each series, headed by the series itself). An empty cell is no sample. Times are RFC 3339, epoch seconds or milliseconds.
 */
public final class CsvReader {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private static final String GUARDED = "label_";

    private final SampleSink sink;
    private final BadLines bad;
    private final SampleText text = new SampleText();
    private long samples;
    private long histograms;

    public CsvReader(SampleSink sink, BadLines bad) {
        this.sink = sink;
        this.bad = bad;
    }

    /** Returns how many samples were read. */
    public long samples() {
        return samples;
    }

    /** Returns how many native histograms were read and left: their text does not hold enough to make them again. */
    public long histograms() {
        return histograms;
    }

    /** Reads a stream to its end under the name {@code file}; the stream stays open. */
    public void read(String file, InputStream in) throws IOException {
        CsvRecords records = new CsvRecords(in);
        try {
            if (!records.advance()) {
                bad.add(file, 0, () -> "the file is empty: a line of headings should stand first");
                return;
            }
            List<String> headings = new ArrayList<>(records.cells());
            headings.set(0, headings.get(0).replace("\uFEFF", ""));
            Rows rows = rows(file, headings);
            while (rows != null && records.advance()) {
                String problem = records.isUnclosed()
                        ? "a quote is not closed before the file ends"
                        : records.cells().size() != headings.size()
                                ? records.cells().size() + " cells under " + headings.size() + " headings"
                                : rows.read(records.cells());
                if (problem != null && !isBlank(records.cells())) {
                    bad.add(file, records.line(), () -> problem);
                }
            }
        } catch (CharacterCodingException e) {
            bad.add(file, records.line(), () -> "the text is not UTF-8");
        }
    }

    private static boolean isBlank(List<String> cells) {
        return cells.size() == 1 && cells.get(0).isBlank();
    }

    private @Nullable Rows rows(String file, List<String> headings) {
        int time = headings.indexOf("timestamp");
        int value = headings.indexOf("value");
        if (time < 0) {
            bad.add(file, 1, () -> "no column is headed 'timestamp'");
            return null;
        }
        if (value >= 0) {
            return new LongRows(headings, time, value);
        }
        int[] series = new int[headings.size()];
        SeriesText names = new SeriesText(Dialect.TEXT);
        for (int i = 0; i < series.length; i++) {
            byte[] heading = unguard(headings.get(i)).getBytes(UTF_8);
            Labels labels = i == time ? Labels.EMPTY : names.series(heading, 0, heading.length);
            if (labels == null || (i != time && names.end() < heading.length)) {
                String shown = headings.get(i);
                bad.add(file, 1, () -> "the heading '" + shown + "' is no series, and no column is headed 'value'");
                return null;
            }
            series[i] = i == time ? -1 : sink.series(labels);
        }
        return new WideRows(series, time);
    }

    /** Takes away the apostrophe that keeps a spreadsheet from running a cell. */
    private static String unguard(String cell) {
        boolean isGuarded = cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA_STARTS.indexOf(cell.charAt(1)) >= 0;
        return isGuarded ? cell.substring(1) : cell;
    }

    /** Takes a record; returns what is wrong with it, or null. */
    private interface Rows {
        @Nullable
        String read(List<String> cells);
    }

    private final class WideRows implements Rows {
        private final int[] series;
        private final int time;

        WideRows(int[] series, int time) {
            this.series = series;
            this.time = time;
        }

        @Override
        public @Nullable String read(List<String> cells) {
            OptionalLong millis = text.time(cells.get(time));
            if (millis.isEmpty()) {
                return "'" + cells.get(time) + "' is not a time";
            }
            for (int i = 0; i < series.length; i++) {
                if (i == time || cells.get(i).isEmpty()) {
                    continue;
                }
                if (!text.number(cells.get(i))) {
                    return "'" + cells.get(i) + "' is not a number";
                }
                samples++;
                sink.sample(series[i], millis.getAsLong(), text.value());
            }
            return null;
        }
    }

    private final class LongRows implements Rows {
        private final List<String> headings;
        private final int time;
        private final int value;
        private final int histogram;
        private final Map<List<String>, Integer> known = new HashMap<>();
        private List<String> last = List.of();
        private int lastNumber;

        LongRows(List<String> headings, int time, int value) {
            this.headings = headings;
            this.time = time;
            this.value = value;
            this.histogram = headings.indexOf("histogram");
        }

        @Override
        public @Nullable String read(List<String> cells) {
            OptionalLong millis = text.time(cells.get(time));
            if (millis.isEmpty()) {
                return "'" + cells.get(time) + "' is not a time";
            }
            if (histogram >= 0 && !cells.get(histogram).isEmpty()) {
                histograms++;
                return null;
            }
            if (!text.number(cells.get(value))) {
                return "'" + cells.get(value) + "' is not a number";
            }
            double number = text.value();
            int series = series(cells);
            if (series < 0) {
                return "the row names no metric: the column '" + Labels.METRIC_NAME + "' is empty or missing";
            }
            samples++;
            sink.sample(series, millis.getAsLong(), number);
            return null;
        }

        private int series(List<String> cells) {
            if (isLast(cells)) {
                return lastNumber;
            }
            List<String> names = new ArrayList<>(cells.size());
            for (int i = 0; i < cells.size(); i++) {
                names.add(isLabel(i) ? cells.get(i) : "");
            }
            last = names;
            lastNumber = known.computeIfAbsent(names, this::number);
            return lastNumber;
        }

        private boolean isLast(List<String> cells) {
            for (int i = 0; i < last.size(); i++) {
                if (isLabel(i) && !last.get(i).equals(cells.get(i))) {
                    return false;
                }
            }
            return !last.isEmpty();
        }

        private boolean isLabel(int column) {
            return column != time && column != value && column != histogram;
        }

        private int number(List<String> names) {
            Map<String, String> labels = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (isLabel(i)) {
                    labels.put(label(headings.get(i)), unguard(names.get(i)));
                }
            }
            String metric = labels.getOrDefault(Labels.METRIC_NAME, "");
            return metric.isEmpty() ? -1 : sink.series(Labels.of(labels));
        }

        /** A label that bears the name of a column of the table's own has a prefix. */
        private String label(String heading) {
            String plain = unguard(heading);
            String bare = plain;
            while (bare.startsWith(GUARDED)) {
                bare = bare.substring(GUARDED.length());
            }
            boolean isReserved = bare.equals("timestamp") || bare.equals("value") || bare.equals("histogram");
            return isReserved && plain.startsWith(GUARDED) ? plain.substring(GUARDED.length()) : plain;
        }
    }
}
