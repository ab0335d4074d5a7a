package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes in, a tree comes out: never an exception, never slower than the input is long. */
class PromqlFuzzTest {
    private static final List<String> SEEDS = seeds();
    private static final String ALPHABET = "abfos_05.mse(){}[],:=!~<>+-*/%^@\"'`\\# \n\t";

    private static List<String> seeds() {
        List<String> seeds = new ArrayList<>(Expressions.VALID);
        if (Corpora.isPresent()) {
            Corpora.require().lines("parser/parser-cases.jsonl").forEach(test -> {
                String input = test.path("input").asText();
                if (input.length() < 500) {
                    seeds.add(input);
                }
            });
        }
        return seeds;
    }

    @Property(tries = 3000)
    void makesATreeOfAnyString(@ForAll String input) {
        check(input);
    }

    @Property(tries = 3000)
    void makesATreeOfSigns(@ForAll("signs") String input) {
        check(input);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofMaxLength(40);
    }

    @Property(tries = 5000)
    void makesATreeOfBrokenExpressions(@ForAll("broken") String input) {
        check(input);
    }

    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.randomValue(PromqlFuzzTest::mutated);
    }

    /** An expression with up to four characters or pieces of another one put in, taken out or doubled. */
    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> text.insert(at, text.substring(at, to));
                default -> {
                    String other = SEEDS.get(random.nextInt(SEEDS.size()));
                    int cut = random.nextInt(other.length() + 1);
                    text.insert(at, other, cut, Math.min(other.length(), cut + random.nextInt(12)));
                }
            }
        }
        return text.toString();
    }

    @Property(tries = 2000)
    void readsAnySeries(@ForAll("seriesText") String input) {
        SeriesDescription series = SeriesDescription.parse(input);
        assertTrue(series.isValid() || !series.errors().isEmpty());
    }

    @Provide
    Arbitrary<String> seriesText() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "{",
                "}",
                "{{",
                "}}",
                " ",
                "1",
                "-2",
                "+",
                "x",
                "3",
                "_",
                "stale",
                "schema:1",
                "buckets:",
                "[1 2]",
                "\"b\"",
                "=",
                ",",
                "offset:-1",
                "z_bucket:",
                "counter_reset_hint:gauge");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    private static void check(String input) {
        ParseResult result = PromqlParser.parse(input);
        Expr expr = result.expr();
        String printed = PromqlPrinter.print(expr);
        String pretty = PrettyPrinter.print(expr, 20);
        expr.forEach(node -> assertTrue(node.textStart() >= 0));
        Selector.of(expr);
        for (ParseError error : result.errors()) {
            assertTrue(error.textStart() <= input.length() && error.textEnd() <= input.length(), error::toString);
        }
        if (result.isValid() && !hasComputedOffset(expr)) {
            assertEquals(List.of(), PromqlParser.parse(printed).errors(), () -> "prints as " + printed);
            assertEquals(
                    printed, PromqlPrinter.print(PromqlParser.parse(printed).expr()));
            assertEquals(List.of(), PromqlParser.parse(pretty).errors(), () -> "prettily prints as " + pretty);
        }
    }

    /** What the server prints for {@code offset +-1^1} does not mean the same any more. */
    private static boolean hasComputedOffset(Expr expr) {
        boolean[] found = new boolean[1];
        expr.forEach(node -> found[0] |= node instanceof VectorSelector selector
                ? selector.time().offsetExpr() != null
                : node instanceof Subquery subquery && subquery.time().offsetExpr() != null);
        return found[0];
    }

    /** A megabyte is read in well under a second; the bound leaves room for a busy machine. */
    @Property(tries = 16)
    void readsAMegabyteInTime(@ForAll @IntRange(min = 0, max = 15) int which) {
        List<String> pieces = List.of(
                "1+",
                "(",
                "-",
                "foo[5m:]",
                "{a=\"b\"} or ",
                "sum(",
                "a^",
                "[1s:]",
                "foo{a=\"b\",",
                "\"",
                "[",
                "x)",
                "#\n",
                "foo offset ",
                "f(1,",
                "a and on(b) ");
        String piece = pieces.get(which);
        String input = piece.repeat(1_000_000 / piece.length());
        assertTimeout(Duration.ofSeconds(10), () -> {
            ParseResult result = PromqlParser.parse(input);
            PromqlPrinter.print(result.expr());
        });
        assertTimeout(Duration.ofSeconds(10), () -> PromqlParser.parse(input + "foo"));
    }
}
