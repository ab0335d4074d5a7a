package io.promsh.promql.edit;

import java.util.Map;

/** How the web editor's grammar spells the names of words of the language. */
final class Names {
    /** Words whose name in the grammar is not plain camel case. */
    private static final Map<String, String> IRREGULAR = Map.of(
            "start", "StartFn",
            "end", "EndFn",
            "limitk", "LimitK",
            "histogram_stddev", "HistogramStdDev",
            "histogram_stdvar", "HistogramStdVar");

    private Names() {}

    /** {@code count_over_time} becomes {@code CountOverTime}. */
    static String camelCase(String snakeCase) {
        StringBuilder camel = new StringBuilder(snakeCase.length());
        boolean wordStarts = true;
        for (int i = 0; i < snakeCase.length(); i++) {
            char c = snakeCase.charAt(i);
            if (c == '_') {
                wordStarts = true;
                continue;
            }
            camel.append(wordStarts ? Character.toUpperCase(c) : c);
            wordStarts = false;
        }
        return camel.toString();
    }

    /** The grammar's name of a function or aggregator, given in lower case. */
    static String ofWord(String word) {
        String irregular = IRREGULAR.get(word);
        return irregular == null ? camelCase(word) : irregular;
    }
}
