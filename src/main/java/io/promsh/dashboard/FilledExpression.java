package io.promsh.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An expression with the variables of one certain value replaced, and holes where the others are.
 *
 * @param pieces the text between the holes: one more than there are holes
 */
record FilledExpression(List<String> pieces, List<Hole> holes) {
    /** Fills an expression. Variables in strings stay holes: what they become depends on the operator before them. */
    static FilledExpression of(String text, Variables variables, Map<String, String> scoped, Intervals intervals) {
        List<String> pieces = new ArrayList<>();
        List<Hole> holes = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        char quote = 0;
        int copied = 0;
        for (VariableReference reference : VariableReference.in(text)) {
            quote = quoteAt(text, copied, reference.start(), quote);
            piece.append(text, copied, reference.start());
            copied = reference.end();
            boolean isQuoted = quote != 0;
            VariableValue value = value(reference, variables, scoped, intervals);
            if (reference.isGroup()) {
                piece.append(text, reference.start(), reference.end());
            } else if (!isQuoted && value.isSingle()) {
                piece.append(value.values().get(0));
            } else {
                pieces.add(piece.toString());
                piece.setLength(0);
                holes.add(new Hole(reference, value, isQuoted));
            }
        }
        pieces.add(piece.append(text, copied, text.length()).toString());
        return new FilledExpression(pieces, holes);
    }

    private static VariableValue value(
            VariableReference reference, Variables variables, Map<String, String> scoped, Intervals intervals) {
        String name = reference.name();
        String own = scoped.get(name);
        if (own != null) {
            return VariableValue.certain(own);
        }
        String builtIn = intervals.builtIn(name);
        return builtIn.isEmpty() ? variables.value(name) : VariableValue.certain(builtIn);
    }

    /** The quote that is open at {@code end}, or 0; {@code open} is the one open at {@code start}. */
    private static char quoteAt(String text, int start, int end, char open) {
        char quote = open;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'' || c == '`')) {
                quote = c;
            } else if (quote != 0 && c == '\\' && quote != '`') {
                i++;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return quote;
    }

    /** Returns the roles that the surroundings of the holes suggest. */
    List<Hole.Role> roles() {
        List<Hole.Role> roles = new ArrayList<>();
        for (int i = 0; i < holes.size(); i++) {
            String before = pieces.get(i).stripTrailing();
            boolean isRange = before.endsWith("[") || before.endsWith(":") || before.endsWith("offset");
            roles.add(isRange && !holes.get(i).isQuoted() ? Hole.Role.DURATION : Hole.Role.NAME);
        }
        return roles;
    }

    /** Returns whether letters, digits or underscores stand right beside a hole. */
    boolean isPartOfWord(int hole) {
        String before = pieces.get(hole);
        String after = pieces.get(hole + 1);
        return (!before.isEmpty() && isWord(before.charAt(before.length() - 1)))
                || (!after.isEmpty() && isWord(after.charAt(0)));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == ':';
    }

    /** Returns the text with every hole in its role. */
    String text(List<Hole.Role> roles) {
        StringBuilder out = new StringBuilder(pieces.get(0));
        for (int i = 0; i < holes.size(); i++) {
            out.append(Hole.text(i, roles.get(i))).append(pieces.get(i + 1));
        }
        return out.toString();
    }
}
