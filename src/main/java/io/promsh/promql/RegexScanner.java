package io.promsh.promql;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Goes once through an RE2 expression, from left to right: finds what is wrong with it and whether the empty string matches it.
 * The syntax is that of Go's regexp package (golang.org/s/re2syntax); groups are counted, not recursed into.
 */
final class RegexScanner {
    private static final int MAX_REPEAT = 1_000;
    private static final int MAX_GROUPS = 1_000;

    /** Stops at the first error. */
    private static final class RegexError extends Exception {
        private static final long serialVersionUID = 1L;

        RegexError(String code, String where) {
            super("error parsing regexp: " + code + ": `" + where + "`", null, false, false);
        }
    }

    /** An open group, or the whole: what of it can be empty so far. */
    private static final class Group {
        /** One of the finished branches can be empty. */
        boolean anyBranch;
        /** All of this branch but its last part can be empty. */
        boolean branch = true;
        /** There is a part that a repetition can follow. */
        boolean hasLast;
        /** The last part can be empty. */
        boolean last = true;

        void add(boolean matchesEmpty) {
            branch &= last;
            last = matchesEmpty;
            hasLast = true;
        }

        void endBranch() {
            anyBranch |= branch && last;
            branch = true;
            last = true;
            hasLast = false;
        }
    }

    private final String regex;
    private final RegexClasses classes;
    private final Deque<Group> open = new ArrayDeque<>();
    private Group group = new Group();
    private int at;
    /** Where the repetition began that ended just here; -1 when none did. */
    private int lastRepeat = -1;

    RegexScanner(String regex) {
        this.regex = regex;
        this.classes = new RegexClasses(regex);
    }

    RegexSyntax scan() {
        try {
            while (at < regex.length()) {
                part();
            }
            if (!open.isEmpty()) {
                throw new RegexError("missing closing )", regex);
            }
        } catch (RegexError wrong) {
            return new RegexSyntax(wrong.getMessage(), false);
        }
        group.endBranch();
        return new RegexSyntax(null, group.anyBranch);
    }

    private void part() throws RegexError {
        int start = at;
        int repeat = -1;
        char c = regex.charAt(at);
        switch (c) {
            case '(' -> openGroup();
            case ')' -> closeGroup();
            case '|' -> {
                at++;
                group.endBranch();
            }
            case '^', '$' -> {
                at++;
                group.add(true);
            }
            case '[' -> {
                at = checked(classes.bracketed(at));
                group.add(false);
            }
            case '\\' -> escape();
            case '*', '?', '+' -> {
                at++;
                repeat(start, c != '+');
                repeat = start;
            }
            case '{' -> repeat = counted() ? start : -1;
            default -> {
                at += Character.charCount(regex.codePointAt(at));
                group.add(false);
            }
        }
        lastRepeat = repeat;
    }

    private void openGroup() throws RegexError {
        boolean capturing = !regex.startsWith("(?", at);
        if (!capturing && !perlGroup()) {
            return;
        }
        at += capturing ? 1 : 0;
        if (open.size() >= MAX_GROUPS) {
            throw new RegexError("expression nests too deeply", regex);
        }
        open.push(group);
        group = new Group();
    }

    private void closeGroup() throws RegexError {
        if (open.isEmpty()) {
            throw new RegexError("unexpected )", regex);
        }
        at++;
        group.endBranch();
        boolean matchesEmpty = group.anyBranch;
        group = open.pop();
        group.add(matchesEmpty);
    }

    /** A group that begins with {@code (?}; false when it only sets flags. */
    private boolean perlGroup() throws RegexError {
        int name = regex.startsWith("(?P<", at) ? at + 4 : regex.startsWith("(?<", at) ? at + 3 : -1;
        if (name >= 0) {
            int end = regex.indexOf('>', at);
            if (end < 0) {
                throw new RegexError("invalid named capture", regex.substring(at));
            }
            if (!isCaptureName(regex.substring(name, end))) {
                throw new RegexError("invalid named capture", regex.substring(at, end + 1));
            }
            at = end + 1;
            return true;
        }
        boolean negative = false;
        boolean sawFlag = false;
        for (int i = at + 2; i < regex.length(); i++) {
            char c = regex.charAt(i);
            boolean ends = c == ':' || c == ')';
            boolean fits = ends ? !negative || sawFlag : c == '-' ? !negative : "imsU".indexOf(c) >= 0;
            if (!fits) {
                throw new RegexError("invalid or unsupported Perl syntax", regex.substring(at, i + 1));
            }
            if (ends) {
                at = i + 1;
                return c == ':';
            }
            negative |= c == '-';
            sawFlag = c != '-';
        }
        throw new RegexError("invalid or unsupported Perl syntax", regex.substring(at));
    }

    private static boolean isCaptureName(String name) {
        return !name.isEmpty() && name.chars().allMatch(CharClass::isAlphaNumeric);
    }

    /** A star, plus or question mark; {@code at} is behind it. */
    private void repeat(int start, boolean mayBeNone) throws RegexError {
        if (at < regex.length() && regex.charAt(at) == '?') {
            at++;
        }
        if (lastRepeat >= 0) {
            throw new RegexError("invalid nested repetition operator", regex.substring(lastRepeat, at));
        }
        if (!group.hasLast) {
            throw new RegexError("missing argument to repetition operator", regex.substring(start, at));
        }
        group.last |= mayBeNone;
    }

    /** A count in braces; false when the brace stands for itself. */
    private boolean counted() throws RegexError {
        int start = at;
        int end = regex.indexOf('}', at);
        String inside = end < 0 ? "" : regex.substring(at + 1, end);
        int comma = inside.indexOf(',');
        String low = comma < 0 ? inside : inside.substring(0, comma);
        String high = comma < 0 ? low : inside.substring(comma + 1);
        boolean counts = isCount(low) && (high.isEmpty() ? comma >= 0 : isCount(high));
        if (!counts) {
            at++;
            group.add(false);
            return false;
        }
        at = end + 1;
        int least = count(low);
        int most = high.isEmpty() ? -1 : count(high);
        if (least > MAX_REPEAT || most > MAX_REPEAT || (most >= 0 && least > most)) {
            throw new RegexError("invalid repeat count", regex.substring(start, at));
        }
        repeat(start, least == 0);
        return true;
    }

    private static boolean isCount(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(CharClass::isDigit);
        return digits && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static int count(String digits) {
        return digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private void escape() throws RegexError {
        char kind = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
        switch (kind) {
            case 'A', 'z', 'B' -> {
                at += 2;
                group.add(true);
            }
            case 'b' -> {
                at += 2;
                group.add(false);
            }
            case 'C' -> throw new RegexError("invalid escape sequence", "\\C");
            case 'Q' -> quoted();
            default -> {
                at = checked(classes.escape(at));
                group.add(false);
            }
        }
    }

    /** Text up to {@code \E} or the end stands for itself. */
    private void quoted() {
        int end = regex.indexOf("\\E", at);
        String literal = end < 0 ? regex.substring(at + 2) : regex.substring(at + 2, end);
        at = end < 0 ? regex.length() : end + 2;
        if (!literal.isEmpty()) {
            group.add(false);
        }
    }

    private int checked(int end) throws RegexError {
        if (end < 0) {
            throw new RegexError(classes.code(), classes.where());
        }
        return end;
    }
}
