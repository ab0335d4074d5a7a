package io.promsh.completion;

import org.jspecify.annotations.Nullable;

/**
 * Where in an expression something is put, and how it is written there: quoted as the place demands, followed by what comes next
 * unless that stands there already.
 *
 * @param from UTF-16 offset where the replaced text begins
 * @param to UTF-16 offset behind it
 * @param quote the quote around a label's value, or around the name that is typed in quotes; 0 when there is none
 * @param ownsQuotes whether the quotes belong to the replaced text
 * @param regex whether a value is a regular expression
 */
record Insertion(String text, int from, int to, char quote, boolean ownsQuotes, boolean regex) {
    private static final String REGEX_SIGNS = "\\.+*?()|[]{}^$";

    static Insertion at(String text, Spot spot, int cursor) {
        int from = Math.min(spot.from(), cursor);
        int to = Math.max(spot.to(), cursor);
        boolean value = spot.slots().stream().anyMatch(slot -> slot.kind() == CandidateKind.VALUE);
        if (value && from > 0) {
            boolean regex = isRegex(text, from - 1);
            int start = regex ? lastAlternative(text, from, cursor) : from;
            int end = regex ? alternativeEnd(text, cursor, to) : to;
            return new Insertion(text, start, end, text.charAt(from - 1), false, regex);
        }
        char first = from < cursor ? text.charAt(from) : 0;
        boolean quoted = first == '"' || first == '\'' || first == '`';
        return new Insertion(text, from, to, quoted ? first : 0, quoted, false);
    }

    private static boolean isRegex(String text, int quoteAt) {
        int at = quoteAt - 1;
        while (at > 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at > 0 && text.charAt(at) == '~';
    }

    /** In {@code =~"a|b"} each alternative is a word of its own. */
    private static int lastAlternative(String text, int from, int cursor) {
        int start = from;
        for (int i = from; i < cursor; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '|' || c == '(') {
                start = i + 1;
            }
        }
        return start;
    }

    private static int alternativeEnd(String text, int cursor, int to) {
        int end = cursor;
        while (end < to && text.charAt(end) != '|' && text.charAt(end) != ')') {
            end++;
        }
        return end;
    }

    /** Returns what was typed up to the cursor, without quotes and escapes. */
    String typed(int cursor) {
        String raw = text.substring(from + (ownsQuotes ? 1 : 0), cursor);
        String plain = quote == 0 ? raw : QuotedText.unescape(raw, quote);
        return regex ? plain.replace("\\", "") : plain;
    }

    Candidate metric(String name, String description) {
        return new Candidate(metricText(name), QuotedText.shown(name), description, CandidateKind.METRIC, "", 0);
    }

    private String metricText(String name) {
        if (ownsQuotes) {
            return QuotedText.quote(name, quote);
        }
        return SelectorText.isMetric(name) ? name : "{" + QuotedText.quote(name, '"') + "}";
    }

    Candidate label(String name) {
        String insert = ownsQuotes ? QuotedText.quote(name, quote) : SelectorText.label(name);
        boolean matcherFollows = "=!".indexOf(next()) >= 0;
        String suffix = isInBraces() && !matcherFollows ? "=\"" : "";
        return new Candidate(insert, QuotedText.shown(name), "", CandidateKind.LABEL, suffix, 0);
    }

    /** Returns a value as it stands in its quotes, or nothing when it cannot stand there. */
    @Nullable
    Candidate value(String value) {
        if (quote == '`' && value.indexOf('`') >= 0) {
            return null;
        }
        String insert = QuotedText.escape(regex ? regexQuoted(value) : value, quote);
        boolean goesOn =
                to < text.length() && (text.charAt(to) == quote || (regex && "|)".indexOf(text.charAt(to)) >= 0));
        boolean closed = goesOn && text.charAt(to) == quote;
        String suffix = goesOn ? "" : String.valueOf(quote);
        return new Candidate(insert, QuotedText.shown(value), "", CandidateKind.VALUE, suffix, closed ? 1 : 0);
    }

    private static String regexQuoted(String value) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quoted.append(REGEX_SIGNS.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return quoted.toString();
    }

    Candidate word(String word, CandidateKind kind, String description) {
        Candidate plain = Candidate.of(word, kind, description);
        char next = to < text.length() ? text.charAt(to) : 0;
        boolean call = kind == CandidateKind.FUNCTION || kind == CandidateKind.AGGREGATION;
        if (call && !word.endsWith(")")) {
            return next == '(' ? new Candidate(word, word, description, kind, "", 1) : plain.followedBy("(");
        }
        boolean isName = kind == CandidateKind.KEYWORD || kind == CandidateKind.OPERATOR;
        boolean spaced = isName && Character.isLetter(word.charAt(0)) && !word.endsWith(")");
        return spaced && next != ' ' && next != '(' ? plain.followedBy(" ") : plain;
    }

    /** Returns the first character behind the replaced text that is no blank, or a blank at the end. */
    private char next() {
        int at = to;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : ' ';
    }

    /** Whether the innermost bracket around the place is a brace. */
    private boolean isInBraces() {
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < from; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                i = closing(i);
            } else if (c == '{' || c == '(' || c == '[') {
                open.append(c);
            } else if ((c == '}' || c == ')' || c == ']') && open.length() > 0) {
                open.setLength(open.length() - 1);
            }
        }
        return open.length() > 0 && open.charAt(open.length() - 1) == '{';
    }

    private int closing(int quoteAt) {
        char mark = text.charAt(quoteAt);
        for (int i = quoteAt + 1; i < text.length(); i++) {
            if (text.charAt(i) == mark) {
                return i;
            }
            if (text.charAt(i) == '\\' && mark != '`') {
                i++;
            }
        }
        return text.length();
    }
}
