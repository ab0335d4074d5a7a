package io.promsh.promql.edit;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words the editor offers, in the order it offers them, and what they are. */
final class Vocabulary {
    /** The functions, experimental ones included. */
    static final List<String> FUNCTIONS = words("""
            abs absent absent_over_time acos acosh asin asinh atan atanh avg_over_time ceil changes
            clamp clamp_max clamp_min cos cosh count_over_time days_in_month day_of_month
            day_of_week day_of_year deg delta deriv exp floor histogram_avg histogram_count
            histogram_fraction histogram_quantile histogram_quantiles histogram_sum histogram_stddev
            histogram_stdvar double_exponential_smoothing end hour idelta increase info irate
            label_replace label_join first_over_time last_over_time ln log10 log2 mad_over_time
            max_over_time min_over_time ts_of_max_over_time ts_of_min_over_time
            ts_of_first_over_time ts_of_last_over_time minute month pi predict_linear
            present_over_time quantile_over_time rad range rate resets round scalar sgn sin sinh
            sort sort_desc sort_by_label sort_by_label_desc sqrt start start_timestamp step
            stddev_over_time stdvar_over_time sum_over_time tan tanh time timestamp vector year""");

    static final List<String> AGGREGATORS = words("""
            avg bottomk count count_values group limitk limit_ratio max min quantile stddev stdvar
            sum topk""");

    private static final Set<String> FUNCTION_SET = Set.copyOf(FUNCTIONS);
    private static final Set<String> AGGREGATOR_SET = Set.copyOf(AGGREGATORS);
    private static final Set<String> DURATION_FUNCTIONS = Set.of("step", "range", "min_of", "max_of");
    private static final Set<String> AGGREGATORS_WITH_PARAMETER =
            Set.of("topk", "bottomk", "limitk", "limit_ratio", "count_values");

    private Vocabulary() {}

    private static List<String> words(String text) {
        return List.of(text.trim().split("\\s+"));
    }

    /** Whether a word names a function; the case of letters counts. */
    static boolean isFunction(String word) {
        return FUNCTION_SET.contains(word);
    }

    /** Whether a word names an aggregator, in any case of letters. */
    static boolean isAggregator(String word) {
        return AGGREGATOR_SET.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether parentheses after the word make it a call. */
    static boolean isCallable(String word) {
        return isFunction(word) || isAggregator(word);
    }

    /** Whether the first argument of the aggregator is not what it aggregates, and worth completing as such. */
    static boolean takesParameter(String aggregator) {
        return AGGREGATORS_WITH_PARAMETER.contains(aggregator.toLowerCase(Locale.ROOT));
    }

    /** Whether a word is a function where a duration is expected. */
    static boolean isDurationFunction(String word) {
        return DURATION_FUNCTIONS.contains(word);
    }
}
