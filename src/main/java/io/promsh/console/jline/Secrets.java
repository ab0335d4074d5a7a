package io.promsh.console.jline;

import java.util.List;
import java.util.Locale;

/** Recognises lines that look as if they held a secret; they are kept out of the history. Rather one line too many. */
final class Secrets {
    private static final List<String> SIGNS = List.of(
            "glc_",
            "glsa_",
            "--token",
            "--password",
            "--secret",
            "--api-key",
            "--cookie",
            "--header",
            "authorization",
            "bearer ",
            "grafana_session",
            "password=",
            "token=");

    private Secrets() {}

    /** Returns whether the line is better not stored. */
    static boolean mayBeIn(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        for (String sign : SIGNS) {
            if (lower.contains(sign)) {
                return true;
            }
        }
        // The beginning of every JSON web token and of the token that glc_ leads: '{"' in base64.
        return line.contains("eyJ") || hasPasswordInAddress(lower);
    }

    /** {@code scheme://user:password@host}, where the password may hold anything but a slash or blank. */
    private static boolean hasPasswordInAddress(String line) {
        int scheme = line.indexOf("://");
        while (scheme >= 0) {
            int from = scheme + 3;
            int end = from;
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            int at = line.substring(from, end).lastIndexOf('@');
            if (at > 0 && line.substring(from, from + at).indexOf(':') >= 0) {
                return true;
            }
            scheme = line.indexOf("://", from);
        }
        return false;
    }
}
