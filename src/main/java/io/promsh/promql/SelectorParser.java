package io.promsh.promql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selectors of series: a name, label matchers in braces, or both. */
final class SelectorParser {
    private static final String CONTEXT = "label matching";

    private final TokenStream tokens;

    SelectorParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** Whether the token can be a metric's name; many keywords can. */
    static boolean isMetricName(TokenKind kind) {
        return switch (kind) {
            case IDENTIFIER, METRIC_IDENTIFIER, LAND, LOR, LUNLESS -> true;
            case BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED, FILL, FILL_LEFT, FILL_RIGHT -> true;
            default ->
                kind.category() == TokenKind.Category.AGGREGATOR || kind.category() == TokenKind.Category.PREPROCESSOR;
        };
    }

    /** A selector whose first token has not been taken. */
    VectorSelector selector() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.LEFT_BRACE) {
                return braces("", tokens.start());
            }
            if (isMetricName(kind)) {
                String name = tokens.text();
                int start = tokens.start();
                int end = tokens.end();
                tokens.take();
                return named(name, start, end);
            }
            tokens.reject();
        }
        return VectorSelector.of("", List.of(), tokens.start(), tokens.start());
    }

    /** A selector whose name has been taken. */
    VectorSelector named(String name, int start, int end) {
        if (tokens.peekIs(TokenKind.LEFT_BRACE)) {
            return braces(name, start);
        }
        return VectorSelector.of(name, List.of(LabelMatcher.metricName(name)), start, end);
    }

    private VectorSelector braces(String name, int start) {
        int end = tokens.end();
        tokens.take();
        List<LabelMatcher> matchers = new ArrayList<>(4);
        boolean mayBegin = true;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            end = tokens.end();
            if (kind == TokenKind.RIGHT_BRACE) {
                tokens.take();
                break;
            }
            if (mayBegin && (kind == TokenKind.IDENTIFIER || kind == TokenKind.STRING)) {
                LabelMatcher matcher = matcher(kind == TokenKind.STRING);
                if (matcher != null) {
                    matchers.add(matcher);
                }
                mayBegin = false;
            } else if (!mayBegin && kind == TokenKind.COMMA) {
                tokens.take();
                mayBegin = true;
            } else if (!tokens.refuse(CONTEXT, mayBegin ? "identifier or \"}\"" : "\",\" or \"}\"")) {
                mayBegin = false;
            }
        }
        if (!name.isEmpty()) {
            matchers.add(LabelMatcher.metricName(name));
        }
        return VectorSelector.of(name, List.copyOf(matchers), start, end);
    }

    /** One matcher; null when it is broken. A lone string is the metric's name. */
    private @Nullable LabelMatcher matcher(boolean quoted) {
        int start = tokens.start();
        String name = quoted ? StringLiterals.unquote(tokens.text()) : tokens.text();
        tokens.take();
        MatchOperator operator = operator(quoted);
        if (operator == null) {
            return quoted ? LabelMatcher.metricName(name) : null;
        }
        tokens.take();
        while (!tokens.isPanicking()) {
            if (tokens.peekIs(TokenKind.STRING)) {
                LabelMatcher matcher = new LabelMatcher(name, operator, StringLiterals.unquote(tokens.text()));
                String wrong =
                        operator.isRegex() ? RegexSyntax.of(matcher.value()).error() : null;
                if (wrong != null) {
                    tokens.error(wrong, start, tokens.end());
                }
                tokens.take();
                return matcher;
            }
            if (!tokens.refuse(CONTEXT, "string")) {
                break;
            }
        }
        return null;
    }

    /** The operator that follows a label's name, or null; after a name in quotes there need not be one. */
    private @Nullable MatchOperator operator(boolean optional) {
        while (!tokens.isPanicking()) {
            MatchOperator operator = MatchOperator.of(tokens.peek());
            if (operator != null || optional || !tokens.refuse(CONTEXT, "label matching operator")) {
                return operator;
            }
        }
        return null;
    }
}
