package io.promsh.promql;

/** Which names need quotes. */
public final class LabelNames {
    private LabelNames() {}

    /** True for any label name: text, not empty. */
    static boolean isValid(String name) {
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            i += Character.charCount(c);
        }
        return !name.isEmpty();
    }

    /** True for a label name that can stand without quotes: a letter or underscore, then letters, digits, underscores. */
    public static boolean isLegacy(String name) {
        return isLegacy(name, false);
    }

    /** True for a metric name that can stand without quotes: as a label name, and colons. */
    public static boolean isLegacyMetric(String name) {
        return isLegacy(name, true);
    }

    private static boolean isLegacy(String name, boolean colons) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = CharClass.isAlpha(c) || (colons && c == ':') || (i > 0 && CharClass.isDigit(c));
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
