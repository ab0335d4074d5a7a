package io.promsh.render;

import io.promsh.model.Values;
import io.promsh.text.Timestamps;
import java.time.Instant;
import java.util.List;

/** A cell of a listing as exact text: full numbers, RFC 3339 times, {@code true} and {@code false}. */
public final class ListingText {
    private ListingText() {}

    /** Returns the text; control characters stay as they are. */
    public static String exact(Object cell) {
        if (cell instanceof Instant instant) {
            return Timestamps.rfc3339(instant.toEpochMilli());
        }
        if (cell instanceof Double || cell instanceof Float) {
            return Values.format(((Number) cell).doubleValue());
        }
        if (cell instanceof List<?> list) {
            StringBuilder out = new StringBuilder();
            list.forEach(entry -> out.append(out.isEmpty() ? "" : ",").append(entry));
            return out.toString();
        }
        return cell.toString();
    }
}
