package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.promql.Expr;
import io.promsh.promql.MatrixSelector;
import io.promsh.promql.ParenExpr;
import io.promsh.promql.ParseError;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.RangeBoundary;
import io.promsh.promql.VectorSelector;

/** The selectors whose stored samples can be read: a metric name and matchers, nothing that moves or shapes them in time. */
final class PlainSelector {
    private PlainSelector() {}

    /** Returns the selector's text without parentheses and comments. Throws a usage failure for anything else. */
    static String text(String typed) {
        VectorSelector selector = parse(typed);
        return typed.substring(selector.textStart(), selector.textEnd());
    }

    /** Returns the selector; its places are those in {@code typed}. Throws a usage failure for anything else. */
    static VectorSelector parse(String typed) {
        ParseResult parsed = PromqlParser.parse(typed);
        if (!parsed.isValid()) {
            ParseError first = parsed.errors().get(0);
            throw Failure.usage(
                    "'" + typed.strip() + "' is no selector: " + first.message(), "write it like up{job=\"api\"}");
        }
        Expr expr = parsed.expr();
        while (expr instanceof ParenExpr paren) {
            expr = paren.children().get(0);
        }
        if (expr instanceof MatrixSelector) {
            throw Failure.usage(
                    "the selector has a range of its own",
                    "leave the brackets out; the window is --last, or --start and --end");
        }
        if (!(expr instanceof VectorSelector selector)) {
            throw Failure.usage(
                    "stored samples are those of a selector, and this is an expression to evaluate",
                    "write a selector like up{job=\"api\"}; for evaluated values type range EXPR");
        }
        if (selector.time().hasOffset() || selector.time().isPinned()) {
            throw Failure.usage(
                    "offset and @ would move the window: the samples' own times would not lie in it",
                    "leave them out and move the window with --start and --end");
        }
        if (selector.boundary() != RangeBoundary.EXTRAPOLATED) {
            throw Failure.usage("anchored and smoothed make up samples that are not stored", "leave the word out");
        }
        return selector;
    }
}
