package io.promsh.text;

/** Whole numbers for reading: {@code 12,431} and {@code 1 series}, {@code 2 warnings}. */
public final class Counts {
    private Counts() {}

    /** Returns {@code number} with commas between groups of three digits. */
    public static String grouped(long number) {
        if (number > -1000 && number < 1000) {
            return Long.toString(number);
        }
        StringBuilder text = new StringBuilder().append(number);
        int first = number < 0 ? 1 : 0;
        for (int i = text.length() - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** Returns {@code 1 warning}, {@code 2 warnings}: the number grouped, the noun with an s unless it is one. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** Returns the number grouped and the noun in its number: {@code of(2, "entry", "entries")}. */
    public static String of(long number, String singular, String plural) {
        return grouped(number) + " " + (number == 1 ? singular : plural);
    }
}
