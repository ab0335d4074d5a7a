package io.promsh.promql;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A series in the notation of rule tests: {@code up{job="api"} 1 _ 2+3x4}.
 *
 * @param labels its labels, the metric's name among them
 * @param values its values, one for each step
 * @param errors what is wrong with the text; labels and values are what could be understood
 */
public record SeriesDescription(SortedMap<String, String> labels, List<Value> values, List<ParseError> errors) {

    /**
     * One value: a number, a histogram, or nothing.
     *
     * @param number the number; not a number where there is none
     * @param histogram the histogram, or null
     * @param omitted whether there is no value at this step
     * @param stale whether the series ends here
     */
    public record Value(double number, @Nullable SeriesHistogram histogram, boolean omitted, boolean stale) {
        static final Value OMITTED = new Value(Double.NaN, null, true, false);
        static final Value STALE = new Value(Double.NaN, null, false, true);

        static Value of(double number) {
            return new Value(number, null, false, false);
        }

        static Value of(SeriesHistogram histogram) {
            return new Value(Double.NaN, histogram, false, false);
        }
    }

    /** Reads a description. */
    public static SeriesDescription parse(String text) {
        return new SeriesParser(text).description();
    }

    public boolean isValid() {
        return errors.isEmpty();
    }
}
