package io.promsh.audit.project;

import java.util.Set;

/** Booleans as Grafana reads them in provisioning: Go's {@code strconv.ParseBool}, after variables are filled in. */
public final class GoBool {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private GoBool() {}

    /** Returns whether it says true. */
    public static boolean isTrue(String text) {
        return TRUE.contains(text);
    }

    /** Returns whether it is a boolean, nothing at all, or a variable of which the value is not known here. */
    public static boolean isReadable(String text) {
        return text.isEmpty() || text.contains("$") || TRUE.contains(text) || FALSE.contains(text);
    }
}
