package io.promsh.promql.edit;

/** Durations as they are typed. */
public final class Durations {
    private static final String UNITS = "ywdhms";

    private Durations() {}

    /** Whether a text is numbers each with a unit, such as {@code 1h30m}: then no unit is to be offered after it. */
    public static boolean isComplete(String text) {
        int i = 0;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && EditorScanner.isDigit(text.charAt(i))) {
                i++;
            }
            if (i == digits || i == text.length() || UNITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
            i += text.startsWith("ms", i) ? 2 : 1;
        }
        return !text.isEmpty();
    }
}
