package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PromqlParserTest {
    private static Expr valid(String input) {
        ParseResult result = PromqlParser.parse(input);
        assertEquals(List.of(), result.errors(), input);
        return result.expr();
    }

    private static String errors(String input) {
        return errors(input, ParserOptions.ALL);
    }

    private static String errors(String input, ParserOptions options) {
        return PromqlParser.parse(input, options).errors().stream()
                .map(error -> error.start() + "-" + error.end() + " " + error.message())
                .collect(Collectors.joining("; "));
    }

    /** The tree with every operator in parentheses. */
    private static String grouped(Expr expr) {
        if (expr instanceof BinaryExpr binary) {
            return "(" + grouped(binary.lhs()) + binary.operator().symbol() + grouped(binary.rhs()) + ")";
        }
        return expr instanceof UnaryExpr unary
                ? "(" + (unary.negative() ? "-" : "+") + grouped(unary.expr()) + ")"
                : expr.toString();
    }

    @Test
    void acceptsAllOfTheLanguage() {
        Expressions.VALID.forEach(PromqlParserTest::valid);
    }

    @Test
    void bindsOperatorsByStrength() {
        assertEquals("(aor((bandc)unlessd))", grouped(valid("a or b and c unless d")));
        assertEquals("((a+(b*(c^(d^e))))==f)", grouped(valid("a + b * c ^ d ^ e == f")));
        assertEquals("(-(a^b))", grouped(valid("-a ^ b")));
        assertEquals("((-a)*b)", grouped(valid("-a * b")));
        assertEquals("((a</b)>c)", grouped(valid("a </ b > c")));
    }

    @Test
    void foldsSignsIntoNumbers() {
        NumberLiteral number = assertInstanceOf(NumberLiteral.class, valid("-+-0x1F"));
        assertEquals(31.0, number.value());
        assertEquals(0, number.textStart());
    }

    @Test
    void readsOffsetAndAt() {
        VectorSelector selector = assertInstanceOf(VectorSelector.class, valid("up offset -1h30m @ 1.5"));
        assertEquals(Duration.ofMinutes(-90), selector.time().offset());
        assertEquals(Instant.ofEpochMilli(1500), selector.time().at());
        assertEquals(22, selector.textEnd());
    }

    @Test
    void leavesOperatorsAfterAnOffsetToTheExpressionAround() {
        assertEquals("(foo offset 5s-8)", grouped(valid("foo offset 5s - 8")));
        assertEquals("foo offset (5s) - 8", grouped(valid("foo offset (5s) - 8")));
    }

    @Test
    void readsComputedDurations() {
        MatrixSelector matrix = assertInstanceOf(MatrixSelector.class, valid("foo[5m + 2 * range()]"));
        assertEquals("5m + 2 * range()", String.valueOf(matrix.rangeExpr()));
        assertEquals(Duration.ZERO, matrix.range());
    }

    @Test
    void takesKeywordsForNames() {
        assertEquals("sum", assertInstanceOf(VectorSelector.class, valid("sum")).name());
        assertEquals(
                "offset",
                assertInstanceOf(VectorSelector.class, valid("offset{a=\"b\"}")).name());
        assertEquals(
                List.of("by", "on"),
                assertInstanceOf(AggregateExpr.class, valid("sum by (by, on) (x)"))
                        .grouping());
    }

    @Test
    void knowsTheTypeOfEachNode() {
        assertEquals(ValueType.SCALAR, valid("1 + time()").type());
        assertEquals(ValueType.VECTOR, valid("1 + up").type());
        assertEquals(ValueType.MATRIX, valid("up[5m]").type());
        assertEquals(ValueType.STRING, valid("\"x\"").type());
        assertEquals(ValueType.MATRIX, valid("(up)[5m:]").type());
    }

    @Test
    void matchesVectorsOnly() {
        assertNull(assertInstanceOf(BinaryExpr.class, valid("1 + on () 2")).matching());
        BinaryExpr and = assertInstanceOf(BinaryExpr.class, valid("a and b"));
        assertEquals(
                MatchCardinality.MANY_TO_MANY,
                and.matching() == null ? null : and.matching().cardinality());
    }

    @Test
    void saysWhatDoesNotFitAndWhatWould() {
        assertEquals("0-0 no expression found in input", errors(""));
        assertEquals("7-7 unexpected end of input", errors("a + # x"));
        assertEquals("6-9 unexpected identifier \"bar\" in aggregation", firstOf("sum(a bar)"));
        assertEquals("7-8 unexpected \")\" in aggregation", firstOf("sum(a +)"));
        assertEquals("7-8 unexpected identifier \"a\" in grouping opts, expected \"(\"", errors("x * on a"));
        assertEquals(
                "8-9 unexpected identifier \"b\" in grouping opts, expected \",\" or \")\"", errors("x* on(a b) y"));
        assertEquals(
                "11-11 unexpected end of input in offset, expected number, duration, step(), or range()",
                errors("foo offset "));
        assertEquals("4-7 unexpected identifier \"bar\" in @, expected timestamp", errors("x @ bar"));
        assertEquals("0-3 unknown function with name \"foo\"", errors("foo()"));
    }

    private static String firstOf(String input) {
        return errors(input).split("; ", -1)[0];
    }

    @Test
    void goesOnAfterAnError() {
        assertEquals(
                "2-3 unexpected \",\" in label matching, expected identifier or \"}\";"
                        + " 11-12 unexpected identifier \"d\" in label matching, expected string",
                errors("a{,b=\"x\",c=d}"));
    }

    @Test
    void checksTypes() {
        assertEquals(
                "5-6 expected type range vector in call to function \"rate\", got instant vector", errors("rate(x)"));
        assertEquals(
                "4-9 expected type instant vector in aggregation expression, got range vector", errors("sum(x[5m])"));
        assertEquals("0-5 binary expression must contain only scalar and instant vector types", errors("x[5m] + 1"));
        assertEquals("0-9 metric name must not be set twice: \"a\" or \"b\"", errors("a{\"b\"   }"));
        assertEquals("0-12 expected at least 3 argument(s) in call to \"label_join\", got 0", errors("label_join()"));
        assertEquals("7-10 expected label selectors only, got vector selector instead", errors("info(a,foo)"));
    }

    @Test
    void refusesWhatIsSwitchedOff() {
        ParserOptions stable = ParserOptions.STABLE;
        assertEquals("0-13 function \"mad_over_time\" is not enabled", errors("mad_over_time(x[5m])", stable));
        assertEquals("0-10 anchored modifier is experimental and not enabled", errors("foo{a='b'} anchored", stable));
        assertEquals("0-15 binop fill modifiers are experimental and not enabled", errors("a + fill(1)   b", stable));
        assertEquals(
                "0-12 limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
                errors("limitk(1, x)", stable));
        ParserOptions none = new ParserOptions(false, false, false, false);
        assertEquals("4-6 experimental duration expression is not enabled", errors("foo[5m*2]", none));
        assertEquals("4-10 experimental duration expression is not enabled", errors("foo[step()]", none));
    }

    @Test
    void keepsWhatItUnderstoodOfABrokenExpression() {
        ParseResult result = PromqlParser.parse("sum by (job) (rate(http_total[5m]) + ");
        assertFalse(result.isValid());
        assertEquals(
                List.of("http_total"),
                Selector.of(result.expr()).stream().map(Selector::name).toList());
        assertInstanceOf(AggregateExpr.class, result.expr());
    }

    @Test
    void refusesTooDeepNestingClearly() {
        String open = "(".repeat(PromqlParser.MAX_NESTING);
        assertTrue(errors(open + "1").contains("expression is nested more than 256 levels deep"));
        String half = "(".repeat(100);
        valid(half + "1" + ")".repeat(100));
    }

    @Test
    void readsLongChains() {
        Expr chain = valid("1" + "+1".repeat(100_000));
        assertEquals(200_001, chain.textEnd());
        assertEquals(400_001, PromqlPrinter.print(chain).length());
    }

    @Test
    void countsPositionsInBytesToo() {
        ParseResult result = PromqlParser.parse("\"\u00e4\" + foo bar");
        ParseError error = result.errors().get(0);
        assertEquals(11, error.start());
        assertEquals(10, error.textStart());
    }

    @Test
    void readsALoneSelector() {
        assertEquals(
                List.of(new LabelMatcher("a", MatchOperator.NOT_EQUAL, "b"), LabelMatcher.metricName("up")),
                PromqlParser.parseMetricSelector("up{a!=\"b\"}"));
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> PromqlParser.parseMetricSelector("up{"));
        assertEquals("1:4: parse error: unexpected end of input inside braces", wrong.getMessage());
    }

    @Test
    void checksRegularExpressions() {
        assertEquals("2-9 error parsing regexp: missing closing ): `(a`", errors("x{b=~\"(a\"}"));
        assertEquals("0-9 vector selector must contain at least one non-empty matcher", errors("{a=~\"x*\"}"));
    }
}
