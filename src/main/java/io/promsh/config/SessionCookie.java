package io.promsh.config;

import io.promsh.failure.Failure;
import java.util.Locale;

/** A Grafana session's cookies as people paste them. */
public final class SessionCookie {
    /** Grafana's name for the cookie, unless its settings name another. */
    public static final String NAME = "grafana_session";

    private SessionCookie() {}

    /**
     * Returns the cookies as a browser sends them ({@code grafana_session=VALUE; grafana_session_expiry=SECONDS}), from the value
     * alone, from pairs, or from a whole header line. Throws a usage failure, which does not show the text, for anything else.
     */
    public static String normal(String pasted) {
        String text = pasted.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("cookie:")) {
            text = text.substring("cookie:".length()).strip();
        }
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\'' || c == '"' || c == '\\') {
                throw Failure.usage(
                        "the session cookie holds a character that no cookie has",
                        "copy the value of " + NAME + " from the browser's developer tools: Storage, Cookies");
            }
        }
        if (text.isEmpty() || isPair(text)) {
            return text;
        }
        if (text.indexOf(' ') >= 0 || text.indexOf(';') >= 0) {
            throw Failure.usage(
                    "this is no session cookie", "give the value of " + NAME + ", or NAME=VALUE; NAME=VALUE");
        }
        return NAME + "=" + text;
    }

    private static boolean isPair(String text) {
        int equals = text.indexOf('=');
        for (int i = 0; i < equals; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return equals > 0 && equals < text.length() - 1;
    }
}
