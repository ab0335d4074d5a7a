package io.promsh.export;

import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The formats of exported files. */
public enum ExportFormat {
    JSON("json", ".json"),
    OPENMETRICS("openmetrics", ".om"),
    /** Prometheus's older text format, with times in milliseconds. */
    TEXT("text", ".txt"),
    CSV("csv", ".csv"),
    CSV_WIDE("csv-wide", ".wide.csv");

    private final String word;
    private final String ending;

    ExportFormat(String word, String ending) {
        this.word = word;
        this.ending = ending;
    }

    /** Returns the word that the user types. */
    public String word() {
        return word;
    }

    /** Returns how file names end. */
    String ending() {
        return ending;
    }

    boolean needsOverview() {
        return this == CSV || this == CSV_WIDE;
    }

    /** Reads a list with commas. Throws a usage failure for anything else than formats. */
    public static Set<ExportFormat> parse(String list) {
        EnumSet<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        List<String> words = new ArrayList<>();
        for (ExportFormat format : values()) {
            words.add(format.word);
        }
        for (String typed : list.split(",", -1)) {
            int place = words.indexOf(typed.trim());
            if (place < 0) {
                throw Failure.usage(
                        "'" + typed.trim() + "' is no export format",
                        "choose from " + String.join(", ", words) + "; several with commas between");
            }
            formats.add(values()[place]);
        }
        return formats;
    }
}
