package io.promsh.completion;

import java.util.Locale;

/** PromQL strings: double and single quotes with escapes, backquotes without. */
final class QuotedText {
    private QuotedText() {}

    /** Returns a text in quotes. A text that holds a backquote cannot stand between backquotes and is put in double quotes. */
    static String quote(String text, char quote) {
        if (quote == '`' && text.indexOf('`') >= 0) {
            return '"' + escape(text, '"') + '"';
        }
        return quote + escape(text, quote) + quote;
    }

    /** Returns a text as it stands between quotes of a kind, control characters escaped. Between backquotes nothing is. */
    static String escape(String text, char quote) {
        if (quote == '`') {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                default -> appendPlain(c, quote, escaped);
            }
        }
        return escaped.toString();
    }

    private static void appendPlain(char c, char quote, StringBuilder escaped) {
        if (c == quote) {
            escaped.append('\\').append(c);
        } else if (isUnseen(c)) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            escaped.append(c);
        }
    }

    /** Returns a text safe to show on a terminal: what cannot be seen, or turns the writing around, is shown as its escape. */
    static String shown(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnseen(text.charAt(i))) {
                return escape(text, '\0').replace("\\\\", "\\");
            }
        }
        return text;
    }

    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Undoes {@link #escape} as far as it goes: half an escape at the end is dropped. */
    static String unescape(String text, char quote) {
        if (quote == '`' || text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            if (i < text.length()) {
                i = unescapeOne(text, i, plain);
            }
        }
        return plain.toString();
    }

    private static int unescapeOne(String text, int at, StringBuilder plain) {
        char c = text.charAt(at);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            int end = Math.min(text.length(), at + 1 + digits);
            String code = text.substring(at + 1, end);
            if (code.length() == digits && code.matches("[0-9a-fA-F]+") && digits < 8) {
                plain.append((char) Integer.parseInt(code, 16));
            }
            return end;
        }
        plain.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> c;
                });
        return at + 1;
    }
}
