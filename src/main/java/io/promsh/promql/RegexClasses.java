package io.promsh.promql;

import java.util.Locale;
import java.util.Set;

/** The classes and escapes of an RE2 expression. Each method answers where what it read ends, -1 when it is wrong. */
final class RegexClasses {
    private static final Set<String> POSIX = Set.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");
    private static final Set<String> CATEGORIES = Set.of(
            "Any", "C", "Cc", "Cf", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd",
            "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp",
            "Zs");

    private final String regex;
    private String code = "";
    private String where = "";
    /** The character read last by {@link #escape} or {@link #character}; -1 for a class. */
    private int value;

    RegexClasses(String regex) {
        this.regex = regex;
    }

    /** What was wrong. */
    String code() {
        return code;
    }

    /** The part of the expression that was wrong. */
    String where() {
        return where;
    }

    private int wrong(String what, int from, int to) {
        code = what;
        where = regex.substring(from, Math.min(to, regex.length()));
        return -1;
    }

    /** A class in brackets. */
    int bracketed(int start) {
        int at = start + 1;
        at += at < regex.length() && regex.charAt(at) == '^' ? 1 : 0;
        for (boolean first = true; first || at >= regex.length() || regex.charAt(at) != ']'; first = false) {
            int next = regex.startsWith("[:", at) ? posix(at) : at;
            if (next == at) {
                next = range(at, start);
            }
            if (next < 0) {
                return -1;
            }
            at = next;
        }
        return at + 1;
    }

    private int posix(int start) {
        int end = regex.indexOf(":]", start + 2);
        if (end < 0) {
            return start;
        }
        String name = regex.substring(start + 2, end);
        boolean known = POSIX.contains(name.startsWith("^") ? name.substring(1) : name);
        return known ? end + 2 : wrong("invalid character class range", start, end + 2);
    }

    private int range(int start, int classStart) {
        int at = isClassEscape(start) ? escape(start) : character(start, classStart);
        int low = value;
        boolean dash = at >= 0
                && low >= 0
                && at + 1 < regex.length()
                && regex.charAt(at) == '-'
                && regex.charAt(at + 1) != ']';
        if (!dash) {
            return at;
        }
        at = character(at + 1, classStart);
        return at < 0 || value >= low ? at : wrong("invalid character class range", start, at);
    }

    private int character(int start, int classStart) {
        if (start >= regex.length()) {
            return wrong("missing closing ]", classStart, regex.length());
        }
        if (regex.charAt(start) == '\\') {
            boolean ofClass = isClassEscape(start);
            return ofClass ? wrong("invalid escape sequence", start, start + 2) : escape(start);
        }
        value = regex.codePointAt(start);
        return start + Character.charCount(value);
    }

    /** Whether an escape stands for several characters: these cannot end a range. */
    private boolean isClassEscape(int start) {
        return start + 1 < regex.length()
                && regex.charAt(start) == '\\'
                && "dDsSwWpP".indexOf(regex.charAt(start + 1)) >= 0;
    }

    /** A backslash and what belongs to it. */
    int escape(int start) {
        int at = start + 1;
        if (at >= regex.length()) {
            code = "trailing backslash at end of expression";
            where = "";
            return -1;
        }
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        value = c;
        switch (c) {
            case 'd', 'D', 's', 'S', 'w', 'W' -> {
                value = -1;
                return at;
            }
            case 'p', 'P' -> {
                value = -1;
                return unicode(start, at);
            }
            case '1', '2', '3', '4', '5', '6', '7' -> {
                boolean octal = at < regex.length() && isOctal(regex.charAt(at));
                return octal ? octal(at) : wrong("invalid escape sequence", start, at);
            }
            case '0' -> {
                return octal(at);
            }
            case 'x' -> {
                return hex(start, at);
            }
            case 'a', 'f', 'n', 'r', 't', 'v' -> {
                return at;
            }
            default -> {
                boolean sign = c < 0x80 && (c == '_' || !CharClass.isAlphaNumeric(c));
                return sign ? at : wrong("invalid escape sequence", start, at);
            }
        }
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private int octal(int from) {
        int at = from;
        value -= '0';
        for (int i = 0; i < 2 && at < regex.length() && isOctal(regex.charAt(at)); i++) {
            value = value * 8 + regex.charAt(at) - '0';
            at++;
        }
        return at;
    }

    private int hex(int start, int from) {
        boolean braces = from < regex.length() && regex.charAt(from) == '{';
        if (!braces) {
            boolean digits = from + 1 < regex.length()
                    && CharClass.digitValue(regex.charAt(from)) < 16
                    && CharClass.digitValue(regex.charAt(from + 1)) < 16;
            value = digits ? Integer.parseInt(regex, from, from + 2, 16) : 0;
            return digits ? from + 2 : wrong("invalid escape sequence", start, from + 2);
        }
        value = 0;
        for (int at = from + 1; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '}' && at > from + 1) {
                return at + 1;
            }
            int digit = CharClass.digitValue(c);
            value = value * 16 + digit;
            if (digit > 15 || value > Character.MAX_CODE_POINT) {
                return wrong("invalid escape sequence", start, at + 1);
            }
        }
        return wrong("invalid escape sequence", start, regex.length());
    }

    private int unicode(int start, int from) {
        boolean braces = from < regex.length() && regex.charAt(from) == '{';
        int end = braces ? regex.indexOf('}', from) : from + 1;
        if (end < 0 || end > regex.length()) {
            return wrong("invalid character class range", start, regex.length());
        }
        String name = braces ? regex.substring(from + 1, end) : regex.substring(from, end);
        int after = braces ? end + 1 : end;
        String plain = name.startsWith("^") ? name.substring(1) : name;
        return isUnicodeClass(plain) ? after : wrong("invalid character class range", start, after);
    }

    private static boolean isUnicodeClass(String name) {
        if (CATEGORIES.contains(name)) {
            return true;
        }
        // Scripts are written as in the standard: one capital for each word.
        if (name.isEmpty() || !Character.isUpperCase(name.charAt(0)) || name.length() < 3) {
            return false;
        }
        try {
            return Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT)) != Character.UnicodeScript.UNKNOWN;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
