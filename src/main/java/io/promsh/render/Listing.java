package io.promsh.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a command that lists things: fields with stable keys, and a row for each thing. A cell is null where nothing is
 * known, else of its field's kind.
 *
 * @param singular what a row is, for its count: {@code target}
 * @param plural the same for several: {@code targets}
 */
public record Listing(String singular, String plural, List<Field> fields, List<List<@Nullable Object>> rows) {
    /** What the cells of a field are, and with that how they are shown and written. */
    public enum Kind {
        /** A String that is typed or copied somewhere else: always whole. */
        ID,
        /** A String that names something; cut in its middle where the terminal is narrow. */
        NAME,
        /** A String to be read; cut at its end. */
        TEXT,
        /** A String of few known words, coloured by whether they are good. */
        STATE,
        /** A Number; shown in full. */
        NUMBER,
        /** A Number of bytes. */
        BYTES,
        /** A Number of seconds. */
        SECONDS,
        /** A Number, 1 for the whole, shown as a percentage. */
        RATIO,
        /** An Instant. */
        TIME,
        /** A Boolean. */
        FLAG,
        /** A List of Strings. */
        LIST
    }

    /**
     * A field.
     *
     * @param key its name in JSON, stable and documented: lower camel case
     * @param heading what stands above it on a terminal and in CSV, TSV and Markdown
     * @param dropOrder 0 when a terminal always shows it; of the others the one with the highest number goes first
     */
    public record Field(String key, String heading, Kind kind, int dropOrder) {}

    public Listing {
        fields = List.copyOf(fields);
        rows = Collections.unmodifiableList(rows);
    }

    /** Starts a listing of things called {@code singular} and {@code plural}. */
    public static Builder of(String singular, String plural) {
        return new Builder(singular, plural);
    }

    /** Collects fields, then rows. */
    public static final class Builder {
        private final String singular;
        private final String plural;
        private final List<Field> fields = new ArrayList<>();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(String singular, String plural) {
            this.singular = singular;
            this.plural = plural;
        }

        /** Adds a field that a terminal always shows. */
        public Builder field(String key, String heading, Kind kind) {
            return field(key, heading, kind, 0);
        }

        /** Adds a field that a narrow terminal leaves out; higher numbers go first. */
        public Builder field(String key, String heading, Kind kind, int dropOrder) {
            fields.add(new Field(key, heading, kind, dropOrder));
            return this;
        }

        /** Adds a row with a cell for each field, null where nothing is known. */
        public Builder row(@Nullable Object... cells) {
            if (cells.length != fields.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + fields.size() + " fields");
            }
            List<@Nullable Object> row = new ArrayList<>(cells.length);
            Collections.addAll(row, cells);
            rows.add(row);
            return this;
        }

        /** Returns the listing. */
        public Listing build() {
            return new Listing(singular, plural, fields, rows);
        }
    }
}
