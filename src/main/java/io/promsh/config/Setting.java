package io.promsh.config;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The session settings: each is an option of the program, of {@code set}, and of single commands. */
public enum Setting {
    TARGET("target", "NAME|URL", "the target to ask", ""),
    ENV_FILE("env-file", "FILE", "file with target settings (default .env)", ".env"),
    OUTPUT("output", "FORMAT", "table, json, jsonl, csv, tsv, markdown or openmetrics", ""),
    AT("at", "TIME", "evaluation time of instant queries", ""),
    LAST("last", "DURATION", "window that ends now", "1h"),
    START("start", "TIME", "begin of the window", ""),
    END("end", "TIME", "end of the window", ""),
    STEP("step", "DURATION", "step of range queries (default: fits the width)", ""),
    DOCKER("docker", "HOST|CONTEXT", "the Docker engine to use (default: as docker itself)", ""),
    TIMEOUT("timeout", "DURATION", "how long to wait for an answer", "30s"),
    LIMIT("limit", "N", "rows shown; the rest is counted", ""),
    NO_COLOR("no-color", "", "no colour (also NO_COLOR)", "off"),
    STRICT("strict", "", "a warning or a partial answer is a failure (exit code 7)", "off"),
    READ_ONLY("read-only", "", "refuse every command that changes something", "off"),
    QUIET("quiet", "", "no notes on stderr", "off"),
    TIMING("timing", "", "print where the time went", "off"),
    KEEP_GOING("keep-going", "", "a batch goes on after a failure", "off"),
    FAIL_ON_EMPTY("fail-on-empty", "", "an empty answer is a failure (exit code 3)", "off");

    /** The output formats, in the order in which they are offered. */
    public static final List<String> FORMATS =
            List.of("table", "json", "jsonl", "csv", "tsv", "markdown", "openmetrics");

    private final String word;
    private final String placeholder;
    private final String summary;
    private final String preset;

    Setting(String word, String placeholder, String summary, String preset) {
        this.word = word;
        this.placeholder = placeholder;
        this.summary = summary;
        this.preset = preset;
    }

    /** Returns the name as typed: {@code --word} or {@code set word}. */
    public String word() {
        return word;
    }

    /** Returns the name of its value in help, empty for a switch. */
    public String placeholder() {
        return placeholder;
    }

    /** Returns one line of help. */
    public String summary() {
        return summary;
    }

    /** Returns the default, empty when unset. */
    public String preset() {
        return preset;
    }

    /** Returns whether it is on or off rather than a value. */
    public boolean isSwitch() {
        return placeholder.isEmpty();
    }

    /** Returns the setting of that name ({@code -o} is {@code output}), if there is one. */
    public static Optional<Setting> named(String word) {
        for (Setting setting : values()) {
            if (setting.word.equals(word)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** Checks a value and returns its normal form. Throws a usage failure that says what is expected. */
    public String check(String value) {
        if (isSwitch()) {
            return checkSwitch(value);
        }
        if (value.isEmpty()) {
            return value;
        }
        switch (this) {
            case OUTPUT -> {
                if (!FORMATS.contains(value)) {
                    throw Failure.usage(
                            "'" + value + "' is no output format", "take one of " + String.join(", ", FORMATS));
                }
            }
            case LAST, STEP, TIMEOUT -> {
                if (PromDuration.parse(value).isZero()) {
                    throw Failure.usage("--" + word + " must be longer than zero", "write it like 30s, 5m or 1h");
                }
            }
            case LIMIT -> {
                if (!value.matches("[0-9]{1,9}")) {
                    throw Failure.usage("--limit takes a whole number, not '" + value + "'", "for example --limit 100");
                }
            }
            case TARGET,
                    DOCKER,
                    ENV_FILE,
                    AT,
                    START,
                    END,
                    NO_COLOR,
                    STRICT,
                    READ_ONLY,
                    QUIET,
                    TIMING,
                    KEEP_GOING,
                    FAIL_ON_EMPTY -> {}
        }
        return value;
    }

    private String checkSwitch(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "on", "true", "yes", "1" -> "on";
            case "off", "false", "no", "0" -> "off";
            default ->
                throw Failure.usage("'" + word + "' is on or off, not '" + value + "'", "type: set " + word + " on");
        };
    }
}
