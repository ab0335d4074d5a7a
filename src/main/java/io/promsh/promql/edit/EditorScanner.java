package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into the tokens of the tolerant tree. It stands on one token at a time and can be put anywhere, because
 * which letters make a word depends on the place: a label's name has no colon, a metric's name may have one.
 *
 * <p>It is not the language's own lexer: a string that is not closed yet is a token here, a stray character is one
 * token and no end, and positions are UTF-16 offsets.
 */
final class EditorScanner {
    /** What kind of words and operators the place allows. */
    enum Place {
        EXPRESSION,
        /** Where a label's name is expected: it has no colon. */
        LABEL,
        /** After a label's name: {@code ==} is no operator here but two. */
        MATCHER
    }

    private static final String DURATION_UNITS = "ywdhms";
    /** Stands for milliseconds in the order of units, after all of {@link #DURATION_UNITS}. */
    private static final int MILLISECONDS = DURATION_UNITS.length();

    private final String text;
    private final List<EditorNode> comments = new ArrayList<>();
    private int commentsUntil;
    private Lexeme lexeme = Lexeme.END;
    private int from;
    private int to;

    EditorScanner(String text) {
        this.text = text;
    }

    Lexeme lexeme() {
        return lexeme;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    String word() {
        return text.substring(from, to);
    }

    Keyword keyword() {
        return lexeme == Lexeme.WORD ? Keyword.of(word()) : Keyword.NONE;
    }

    /** The comments passed so far, each once, in the order of the text; the caller may take them out. */
    List<EditorNode> comments() {
        return comments;
    }

    /** Stands on the first token at or after a position. */
    void scan(int position, Place place) {
        boolean labels = place == Place.LABEL;
        from = skipBlanks(position);
        if (from >= text.length()) {
            lexeme = Lexeme.END;
            to = text.length();
            return;
        }
        char c = text.charAt(from);
        if (isLetter(c) || c == '_' || (c == ':' && !labels)) {
            lexeme = Lexeme.WORD;
            to = wordEnd(from, labels);
            return;
        }
        if (isDigit(c) || (c == '.' && isDigit(at(from + 1)))) {
            lexeme = Lexeme.NUMBER;
            to = numberEnd(from);
            return;
        }
        int stringEnd = stringEnd(from);
        if (stringEnd > from) {
            lexeme = Lexeme.STRING;
            to = stringEnd;
            return;
        }
        lexeme = punctuation(c, at(from + 1));
        if (lexeme == Lexeme.EQL || lexeme == Lexeme.EQL_SINGLE) {
            lexeme = equals(lexeme, place);
        }
        to = from + punctuationLength(lexeme);
    }

    /** A single equals sign means something only next to a label's name, and there two of them are no operator. */
    private static Lexeme equals(Lexeme lexeme, Place place) {
        if (place == Place.MATCHER) {
            return Lexeme.EQL_SINGLE;
        }
        return lexeme == Lexeme.EQL && place == Place.EXPRESSION ? Lexeme.EQL : Lexeme.UNKNOWN;
    }

    private static int punctuationLength(Lexeme lexeme) {
        return switch (lexeme) {
            case EQL, NEQ, GTE, LTE, TRIM_UPPER, TRIM_LOWER, EQL_REGEX, NEQ_REGEX -> 2;
            default -> 1;
        };
    }

    private static Lexeme punctuation(char c, char next) {
        return switch (c) {
            case '+' -> Lexeme.ADD;
            case '-' -> Lexeme.SUB;
            case '*' -> Lexeme.MUL;
            case '/' -> Lexeme.DIV;
            case '%' -> Lexeme.MOD;
            case '^' -> Lexeme.POW;
            case '@' -> Lexeme.AT;
            case '(' -> Lexeme.LEFT_PAREN;
            case ')' -> Lexeme.RIGHT_PAREN;
            case '{' -> Lexeme.LEFT_BRACE;
            case '}' -> Lexeme.RIGHT_BRACE;
            case '[' -> Lexeme.LEFT_BRACKET;
            case ']' -> Lexeme.RIGHT_BRACKET;
            case ',' -> Lexeme.COMMA;
            case ':' -> Lexeme.COLON;
            case '=' -> next == '=' ? Lexeme.EQL : next == '~' ? Lexeme.EQL_REGEX : Lexeme.EQL_SINGLE;
            case '!' -> next == '=' ? Lexeme.NEQ : next == '~' ? Lexeme.NEQ_REGEX : Lexeme.UNKNOWN;
            case '<' -> next == '=' ? Lexeme.LTE : next == '/' ? Lexeme.TRIM_UPPER : Lexeme.LSS;
            case '>' -> next == '=' ? Lexeme.GTE : next == '/' ? Lexeme.TRIM_LOWER : Lexeme.GTR;
            default -> Lexeme.UNKNOWN;
        };
    }

    private int skipBlanks(int position) {
        int i = position;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                int end = text.indexOf('\n', i);
                end = end < 0 ? text.length() : end;
                noteComment(i, end);
                i = end;
                continue;
            }
            if (!isBlank(c)) {
                break;
            }
            i++;
        }
        return i;
    }

    private void noteComment(int start, int end) {
        if (start >= commentsUntil) {
            comments.add(new EditorNode(NodeKind.LINE_COMMENT, start, end, List.of()));
            commentsUntil = end;
        }
    }

    private int wordEnd(int start, boolean labels) {
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_' && (labels || c != ':')) {
                break;
            }
            i++;
        }
        return i;
    }

    private int stringEnd(int start) {
        char quote = text.charAt(start);
        if (quote == '`') {
            int end = text.indexOf('`', start + 1);
            return end < 0 ? start : end + 1;
        }
        if (quote != '"' && quote != '\'') {
            return start;
        }
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\n' || (c == '\\' && i + 1 == text.length())) {
                return i;
            }
            i += c == '\\' ? 2 : 1;
        }
        return i;
    }

    private int numberEnd(int start) {
        return Math.max(Math.max(decimalEnd(start), hexadecimalEnd(start)), durationEnd(start));
    }

    private int decimalEnd(int start) {
        int end = digitsEnd(start);
        if (at(end) == '.' && isDigit(at(end + 1))) {
            end = digitsEnd(end + 1);
        }
        if (at(end) != 'e' && at(end) != 'E') {
            return end;
        }
        boolean signed = at(end + 1) == '+' || at(end + 1) == '-';
        int exponent = end + (signed ? 2 : 1);
        return isDigit(at(exponent)) ? digitsEnd(exponent) : end;
    }

    /** The end of digits that single underscores may part. */
    private int digitsEnd(int start) {
        int i = start;
        while (isDigit(at(i)) || (i > start && at(i) == '_' && isDigit(at(i + 1)))) {
            i++;
        }
        return i;
    }

    private int hexadecimalEnd(int start) {
        if (at(start) != '0' || at(start + 1) != 'x') {
            return start;
        }
        int i = start + 2;
        while (Character.digit(at(i), 16) >= 0 && at(i) < 128) {
            i++;
        }
        return i == start + 2 ? start : i;
    }

    /** The end of a duration such as {@code 1h30m}: units from large to small, each at most once. */
    private int durationEnd(int start) {
        int end = start;
        int i = start;
        int lastUnit = -1;
        while (true) {
            int digits = i;
            while (isDigit(at(i))) {
                i++;
            }
            boolean milliseconds = at(i) == 'm' && at(i + 1) == 's';
            int unit = milliseconds ? MILLISECONDS : DURATION_UNITS.indexOf(at(i));
            if (i == digits || unit <= lastUnit) {
                return end;
            }
            lastUnit = unit;
            i += milliseconds ? 2 : 1;
            end = i;
        }
    }

    private char at(int i) {
        return i < text.length() ? text.charAt(i) : '\0';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** White space as the web editor's grammar has it: more than the language's own blanks. */
    static boolean isBlank(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }
}
