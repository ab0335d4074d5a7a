package io.promsh.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words and operators of an expression, outside braces, brackets, quotes and comments. */
final class ExpressionSigns {
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private final List<String> metrics = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private boolean hasDivision;
    private boolean hasMinus;
    private boolean isComparedOrScaled;

    static ExpressionSigns of(String text) {
        ExpressionSigns signs = new ExpressionSigns();
        int i = 0;
        while (i < text.length()) {
            i = signs.take(text, i);
        }
        return signs;
    }

    /** Returns the names that look like metrics, in order, with repetitions. */
    List<String> metrics() {
        return metrics;
    }

    /** Returns the names of functions and aggregations. */
    List<String> words() {
        return words;
    }

    boolean hasDivision() {
        return hasDivision;
    }

    boolean hasMinus() {
        return hasMinus;
    }

    /** Returns whether values are multiplied, raised or turned into truths: then their unit is anybody's guess. */
    boolean isComparedOrScaled() {
        return isComparedOrScaled;
    }

    private int take(String text, int i) {
        char c = text.charAt(i);
        if (isWordStart(c)) {
            return takeWord(text, i);
        }
        switch (c) {
            case '{' -> {
                return past(text, i, '}');
            }
            case '[' -> {
                return past(text, i, ']');
            }
            case '"', '\'', '`' -> {
                return pastQuote(text, i);
            }
            case '#' -> {
                return past(text, i, '\n');
            }
            case '/' -> hasDivision = true;
            case '-' -> hasMinus = true;
            case '*', '^', '%' -> isComparedOrScaled = true;
            default -> {
                if (c >= '0' && c <= '9') {
                    return pastNumber(text, i);
                }
            }
        }
        return i + 1;
    }

    private int takeWord(String text, int from) {
        int end = from;
        while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        String word = text.substring(from, end);
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        boolean isCall = next < text.length() && text.charAt(next) == '(';
        if (GROUPING.contains(word)) {
            return isCall ? past(text, next, ')') : end;
        }
        boolean isAggregation = text.startsWith("by", next) || text.startsWith("without", next);
        if (isCall || isAggregation) {
            words.add(word);
            isComparedOrScaled |= word.equals("bool");
            return end;
        }
        if (!KEYWORDS.contains(word.toLowerCase(Locale.ROOT))) {
            metrics.add(word);
        }
        isComparedOrScaled |= word.equals("bool");
        return end;
    }

    private static int past(String text, int from, char close) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != close) {
            char c = text.charAt(i);
            i = c == '"' || c == '\'' || c == '`' ? pastQuote(text, i) : i + 1;
        }
        return i + 1;
    }

    private static int pastQuote(String text, int from) {
        char quote = text.charAt(from);
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        return i + 1;
    }

    private static int pastNumber(String text, int from) {
        int i = from + 1;
        while (i < text.length() && (isWordStart(text.charAt(i)) || isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }
}
