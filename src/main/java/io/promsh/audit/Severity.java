package io.promsh.audit;

import io.promsh.failure.Failure;
import java.util.Locale;

/** How bad a finding is, worst first. */
public enum Severity {
    /** Data dies at the next recreate, or a service does not start. */
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** Returns the word that stands for it in output and options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether it is as bad as another, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** Returns the severity of a word or its first letter. Throws a usage failure when there is none. */
    public static Severity parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Severity severity : values()) {
            if (severity.word().equals(lower) || severity.word().substring(0, 1).equals(lower)) {
                return severity;
            }
        }
        throw Failure.usage("'" + text + "' is no severity", "take one of critical, high, medium, low");
    }
}
