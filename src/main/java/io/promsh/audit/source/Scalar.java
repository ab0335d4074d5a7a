package io.promsh.audit.source;

/**
 * A single value.
 *
 * @param isPlain whether it was written without quotes
 * @param isFilled whether a variable was filled into it: then its text is not what the file says
 */
public record Scalar(String text, boolean isPlain, boolean isFilled, Place place, int endLine, String tag)
        implements Node {
    /** A plain value at a place. */
    public static Scalar plain(String text, Place place) {
        return new Scalar(text, true, false, place, place.line(), "");
    }

    /** Returns the same scalar with another text. */
    public Scalar withText(String newText) {
        return new Scalar(newText, isPlain, isFilled, place, endLine, tag);
    }

    /** Returns the same scalar with variables filled in. */
    public Scalar filled(String newText) {
        return new Scalar(newText, isPlain, true, place, endLine, tag);
    }

    /** Returns whether YAML reads it as nothing: an absent value, {@code null} or {@code ~}. */
    public boolean isNull() {
        return isPlain && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }

    /** Returns whether it says true, as Compose reads it. */
    public boolean isTrue() {
        return text.equals("true");
    }
}
