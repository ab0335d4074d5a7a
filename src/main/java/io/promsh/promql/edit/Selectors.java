package io.promsh.promql.edit;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matchers of selectors as they are typed, complete or not. */
public final class Selectors {
    private Selectors() {}

    /**
     * A selector to ask a server for the values of a label: of the matchers only those that narrow the answer, so not
     * that of the label itself and not those without a value yet.
     *
     * @param metricName the metric; may be empty
     * @param labelBeingCompleted the label whose matcher is left out, or null
     */
    public static String matchersToSelector(
            String metricName, List<LabelMatcher> matchers, @Nullable String labelBeingCompleted) {
        if (matchers.isEmpty()) {
            return metricName;
        }
        List<String> written = new ArrayList<>();
        for (LabelMatcher matcher : matchers) {
            if (!matcher.name().equals(labelBeingCompleted) && !matcher.value().isEmpty()) {
                written.add(matcher.name() + matcher.operator().symbol() + '"' + matcher.value() + '"');
            }
        }
        return metricName + '{' + String.join(",", written) + '}';
    }

    /** The matchers in braces; first the quoted metric names, then those of quoted and of plain label names. */
    static List<LabelMatcher> matchers(@Nullable EditorNode braces, String text) {
        List<LabelMatcher> found = new ArrayList<>();
        for (EditorNode node : matcherNodes(braces)) {
            found.add(matcher(node, text));
        }
        return found;
    }

    static List<EditorNode> matcherNodes(@Nullable EditorNode braces) {
        if (braces == null) {
            return List.of();
        }
        List<EditorNode> nodes = new ArrayList<>(braces.children(NodeKind.QUOTED_LABEL_NAME));
        nodes.addAll(braces.children(NodeKind.QUOTED_LABEL_MATCHER));
        nodes.addAll(braces.children(NodeKind.UNQUOTED_LABEL_MATCHER));
        return nodes;
    }

    static LabelMatcher matcher(EditorNode node, String text) {
        if (node.is(NodeKind.QUOTED_LABEL_NAME)) {
            return LabelMatcher.metricName(unquoted(node, text));
        }
        EditorNode value = node.child(NodeKind.STRING_LITERAL);
        return new LabelMatcher(labelName(node, text), operator(node), value == null ? "" : unquoted(value, text));
    }

    /** The name of the label of a matcher, as typed but without quotes. */
    static String labelName(EditorNode matcher, String text) {
        EditorNode name = matcher.firstChild();
        if (name == null) {
            return "";
        }
        return name.is(NodeKind.QUOTED_LABEL_NAME) ? unquoted(name, text) : name.text(text);
    }

    /** The operator of a matcher; as long as there is none it counts as {@code =}. */
    private static MatchOperator operator(EditorNode matcher) {
        EditorNode operator = matcher.child(NodeKind.MATCH_OP);
        EditorNode symbol = operator == null ? null : operator.firstChild();
        if (symbol == null) {
            return MatchOperator.EQUAL;
        }
        return switch (symbol.kind()) {
            case NEQ -> MatchOperator.NOT_EQUAL;
            case EQL_REGEX -> MatchOperator.REGEX;
            case NEQ_REGEX -> MatchOperator.NOT_REGEX;
            default -> MatchOperator.EQUAL;
        };
    }

    /** What stands between quotes, escapes as they are; the closing quote may be missing. */
    static String unquoted(EditorNode string, String text) {
        return text.substring(string.from() + 1, isClosed(string, text) ? string.to() - 1 : string.to());
    }

    /** Whether a string has its closing quote. */
    static boolean isClosed(EditorNode string, String text) {
        return string.to() - string.from() > 1 && !Quotes.isUnclosed(text, string.from());
    }

    /** The metric named before the braces of the selector around a node; empty when there is none. */
    static String metricName(EditorNode node, String text) {
        EditorNode selector = node.enclosing(NodeKind.VECTOR_SELECTOR);
        EditorNode name = selector == null ? null : selector.child(NodeKind.IDENTIFIER);
        return name == null ? "" : name.text(text);
    }
}
