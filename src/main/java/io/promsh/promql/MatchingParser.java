package io.promsh.promql;

import io.promsh.promql.VectorMatching.Fill;
import java.util.ArrayList;
import java.util.List;

/** What stands after a binary operator or an aggregator: lists of labels, groupings, values that fill gaps. */
final class MatchingParser {
    private static final String CONTEXT = "grouping opts";

    private final TokenStream tokens;
    private final DurationParser literals;

    MatchingParser(TokenStream tokens, DurationParser literals) {
        this.tokens = tokens;
        this.literals = literals;
    }

    /** {@code on}, {@code ignoring}, {@code group_left}, {@code group_right} and {@code fill}, as far as they are there. */
    VectorMatching matching() {
        VectorMatching matching = VectorMatching.DEFAULT;
        TokenKind kind = tokens.peek();
        if (kind == TokenKind.ON || kind == TokenKind.IGNORING) {
            tokens.take();
            List<String> labels = labels();
            matching = grouping(labels, kind == TokenKind.ON);
        }
        return tokens.isPanicking() ? matching : fill(matching);
    }

    private VectorMatching grouping(List<String> labels, boolean on) {
        TokenKind kind = tokens.isPanicking() ? TokenKind.ERROR : tokens.peek();
        if (kind != TokenKind.GROUP_LEFT && kind != TokenKind.GROUP_RIGHT) {
            return new VectorMatching(MatchCardinality.ONE_TO_ONE, labels, on, List.of(), null);
        }
        tokens.take();
        boolean left = kind == TokenKind.GROUP_LEFT;
        MatchCardinality cardinality = left ? MatchCardinality.MANY_TO_ONE : MatchCardinality.ONE_TO_MANY;
        return new VectorMatching(cardinality, labels, on, optionalLabels(), null);
    }

    private VectorMatching fill(VectorMatching matching) {
        TokenKind kind = tokens.peek();
        boolean together = kind == TokenKind.FILL;
        boolean left = kind == TokenKind.FILL_LEFT;
        if (!together && !left && kind != TokenKind.FILL_RIGHT) {
            return matching;
        }
        tokens.take();
        Double first = fillValue();
        if (together) {
            return matching.withFill(new Fill(first, first, true));
        }
        TokenKind other = left ? TokenKind.FILL_RIGHT : TokenKind.FILL_LEFT;
        Double second = null;
        if (!tokens.isPanicking() && tokens.peekIs(other)) {
            tokens.take();
            second = fillValue();
        }
        return matching.withFill(left ? new Fill(first, second, false) : new Fill(second, first, false));
    }

    private double fillValue() {
        if (!tokens.expect(TokenKind.LEFT_PAREN)) {
            return 0;
        }
        boolean negative = false;
        boolean signed = false;
        double value = 0;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.NUMBER || kind == TokenKind.DURATION) {
                value = literals.literal().value();
                tokens.expect(TokenKind.RIGHT_PAREN);
                break;
            }
            if (!signed && (kind == TokenKind.ADD || kind == TokenKind.SUB)) {
                signed = true;
                negative = kind == TokenKind.SUB;
                tokens.take();
            } else {
                tokens.reject();
            }
        }
        return negative ? -value : value;
    }

    /** A list of labels in parentheses, unless an operand begins without one. */
    private List<String> optionalLabels() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.LEFT_PAREN) {
                return labels();
            }
            if (ExpressionParser.startsOperand(kind) || !tokens.refuse(CONTEXT, "\"(\"")) {
                break;
            }
        }
        return List.of();
    }

    /** A list of labels in parentheses. */
    List<String> labels() {
        while (!tokens.isPanicking()) {
            if (tokens.peekIs(TokenKind.LEFT_PAREN)) {
                tokens.take();
                return labelList();
            }
            if (!tokens.refuse(CONTEXT, "\"(\"")) {
                break;
            }
        }
        return List.of();
    }

    private List<String> labelList() {
        List<String> labels = new ArrayList<>(4);
        boolean mayBegin = true;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.RIGHT_PAREN) {
                tokens.take();
                break;
            }
            if (mayBegin && (kind == TokenKind.STRING || isLabel(kind))) {
                labels.add(label(kind == TokenKind.STRING));
                mayBegin = false;
            } else if (!mayBegin && kind == TokenKind.COMMA) {
                tokens.take();
                mayBegin = true;
            } else if (!tokens.refuse(CONTEXT, mayBegin ? "label" : "\",\" or \")\"")) {
                mayBegin = false;
            }
        }
        return List.copyOf(labels);
    }

    private String label(boolean quoted) {
        String label = quoted ? StringLiterals.unquote(tokens.text()) : tokens.text();
        if (!LabelNames.isValid(label)) {
            tokens.error("invalid label name for grouping: " + Quoting.quote(label), tokens.start(), tokens.end());
        }
        tokens.take();
        return label;
    }

    /** Whether the token can be a label's name; many keywords can. */
    private static boolean isLabel(TokenKind kind) {
        return switch (kind) {
            case IDENTIFIER, METRIC_IDENTIFIER, LAND, LOR, LUNLESS, ATAN2 -> true;
            // Known to the server as a name of metrics only.
            case WITHOUT -> false;
            default ->
                switch (kind.category()) {
                    case AGGREGATOR, KEYWORD, PREPROCESSOR -> true;
                    default -> false;
                };
        };
    }
}
