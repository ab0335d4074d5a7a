package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to paint how in a text being typed. */
public final class Highlight {
    private final EditorTree tree;
    private final List<TokenSpan> spans = new ArrayList<>();
    private int painted;

    private Highlight(EditorTree tree) {
        this.tree = tree;
    }

    /** The pieces of any text, in order and without overlap; what is in no piece has no class of its own. */
    public static List<TokenSpan> tokens(String text) {
        return tokens(EditorTree.of(text));
    }

    /** The pieces of a text that was already read. */
    public static List<TokenSpan> tokens(EditorTree tree) {
        return new Highlight(tree).paint();
    }

    private List<TokenSpan> paint() {
        int length = tree.text().length();
        for (EditorNode node : tree.nodes()) {
            if (node.from() < painted || node.from() == node.to()) {
                continue;
            }
            TokenClass kind = classOf(node);
            if (kind != null) {
                add(kind, node.from(), node.to());
            }
        }
        paintBrackets(length);
        return spans;
    }

    private void add(TokenClass kind, int from, int to) {
        paintBrackets(from);
        spans.add(new TokenSpan(kind, from, to));
        painted = to;
    }

    /** The tree leaves brackets out: they stand between its nodes. */
    private void paintBrackets(int until) {
        for (int i = painted; i < until; i++) {
            if ("(){}[]".indexOf(tree.text().charAt(i)) >= 0) {
                spans.add(new TokenSpan(TokenClass.PAREN, i, i + 1));
            }
        }
    }

    private @Nullable TokenClass classOf(EditorNode node) {
        return switch (node.kind()) {
            case ERROR -> isHalfTyped(node) ? null : TokenClass.ERROR;
            case LINE_COMMENT -> TokenClass.COMMENT;
            case IDENTIFIER -> TokenClass.METRIC;
            case LABEL_NAME -> TokenClass.LABEL_NAME;
            case QUOTED_LABEL_NAME ->
                node.hasParent(NodeKind.LABEL_MATCHERS) ? TokenClass.METRIC : TokenClass.LABEL_NAME;
            case STRING_LITERAL -> TokenClass.STRING;
            case NUMBER_DURATION_LITERAL, NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT ->
                Durations.isComplete(node.text(tree.text())) ? TokenClass.DURATION : TokenClass.NUMBER;
            case FUNCTION, DURATION_STEP, DURATION_RANGE, DURATION_MIN_OF, DURATION_MAX_OF -> TokenClass.FUNCTION;
            case AGGREGATOR -> TokenClass.AGGREGATION;
            case BY, WITHOUT, BOOL, ON, IGNORING, GROUP_LEFT, GROUP_RIGHT, FILL, FILL_LEFT, FILL_RIGHT ->
                TokenClass.KEYWORD;
            case OFFSET, AT_START, AT_END, ANCHORED, SMOOTHED, AND, OR, UNLESS, ATAN2 -> TokenClass.KEYWORD;
            case UNARY_OP, POW, MUL, DIV, MOD, ADD, SUB, AT -> TokenClass.OPERATOR;
            case EQL, NEQ, GTE, GTR, LTE, LSS, TRIM_UPPER, TRIM_LOWER, EQL_SINGLE, EQL_REGEX, NEQ_REGEX ->
                TokenClass.OPERATOR;
            default -> null;
        };
    }

    /** What is wrong only because the next letters are not there yet is not painted as wrong. */
    private boolean isHalfTyped(EditorNode error) {
        return error.to() == tree.text().length();
    }
}
