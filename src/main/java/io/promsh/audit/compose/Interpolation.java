package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills variables into values, never into keys: {@code $V ${V} ${V:-d} ${V-d} ${V:?e} ${V?e} ${V:+a} ${V+a}}, nested, and
 * {@code $$} for a dollar sign. A variable without value or default is told and becomes nothing, as Compose does it.
 */
final class Interpolation {
    private static final int DEEPEST = 16;

    private final Map<String, String> variables;
    private final Consumer<Problem> problems;

    Interpolation(Map<String, String> variables, Consumer<Problem> problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** Returns the tree with every value filled in. */
    Node fill(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.text().indexOf('$') < 0 ? scalar : scalar.filled(fill(scalar.text(), scalar.place(), 0));
        }
        if (node instanceof Sequence sequence) {
            return sequence.withItems(sequence.items().stream().map(this::fill).toList());
        }
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Mapping.Entry entry : node.entries()) {
            entries.add(new Mapping.Entry(entry.key(), fill(entry.value())));
        }
        return ((Mapping) node).withEntries(entries);
    }

    /** Returns the text filled in; {@code place} is where it stands. */
    String fill(String text, Place place, int depth) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length() || depth > DEEPEST) {
                out.append(c);
                i++;
                continue;
            }
            char next = text.charAt(i + 1);
            if (next == '$') {
                out.append('$');
                i += 2;
            } else if (next == '{') {
                int end = closing(text, i + 2);
                if (end < 0) {
                    problems.accept(new Problem(
                            Problem.Kind.UNSET_VARIABLE,
                            place,
                            "a variable's brace is not closed: Compose refuses the file"));
                    return out.append(text, i, text.length()).toString();
                }
                out.append(braced(text.substring(i + 2, end), place, depth));
                i = end + 1;
            } else if (isNameStart(next)) {
                int end = nameEnd(text, i + 1);
                out.append(value(text.substring(i + 1, end), place));
                i = end;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private String braced(String body, Place place, int depth) {
        int end = nameEnd(body, 0);
        String name = body.substring(0, end);
        if (name.isEmpty()) {
            problems.accept(new Problem(
                    Problem.Kind.UNSET_VARIABLE, place, "a variable without a name: Compose refuses the file"));
            return "";
        }
        String rest = body.substring(end);
        if (rest.isEmpty()) {
            return value(name, place);
        }
        boolean emptyCounts = rest.startsWith(":");
        String operator = rest.substring(emptyCounts ? 1 : 0);
        @Nullable String value = variables.get(name);
        boolean isThere = value != null && !(emptyCounts && value.isEmpty());
        String word = operator.isEmpty() ? "" : operator.substring(1);
        char sign = operator.isEmpty() ? ' ' : operator.charAt(0);
        switch (sign) {
            case '-':
                return isThere && value != null ? value : fill(word, place, depth + 1);
            case '+':
                return isThere ? fill(word, place, depth + 1) : "";
            case '?':
                if (!isThere) {
                    problems.accept(new Problem(
                            Problem.Kind.UNSET_VARIABLE, place, "$" + name + " is required and not set: up fails"));
                }
                return value == null ? "" : value;
            default:
                problems.accept(new Problem(
                        Problem.Kind.UNSET_VARIABLE, place, "${" + name + "...} is no form that Compose knows"));
                return "";
        }
    }

    private String value(String name, Place place) {
        @Nullable String value = variables.get(name);
        if (value == null) {
            problems.accept(new Problem(
                    Problem.Kind.UNSET_VARIABLE,
                    place,
                    "$" + name + " is not set and has no default: it becomes empty"));
            return "";
        }
        return value;
    }

    /** Returns the index of the brace that closes one opened before {@code from}, or -1. */
    private static int closing(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && text.charAt(i - 1) == '$') {
                open++;
            } else if (c == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static int nameEnd(String text, int from) {
        int i = from;
        while (i < text.length()
                && (isNameStart(text.charAt(i)) || (i > from && text.charAt(i) >= '0' && text.charAt(i) <= '9'))) {
            i++;
        }
        return i;
    }
}
