package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static List<String> check(String text) {
        return Linter.check(text).stream()
                .map(one -> text.substring(one.from(), one.to()) + ": " + one.message())
                .toList();
    }

    @Test
    void checksArgumentsWhileTheCallIsStillOpen() {
        assertEquals(
                List.of("foo: expected type matrix in call to function \"rate\", got vector"), check("sum(rate(foo"));
    }

    @Test
    void countsArguments() {
        assertEquals(
                List.of("round(a, 1, 2): expected at most 2 argument(s) in call to \"round\", got 3"),
                check("round(a, 1, 2)"));
        assertEquals(
                List.of("label_join(a): expected at least 3 argument(s) in call to \"label_join\", got 1"),
                check("label_join(a)"));
    }

    @Test
    void refusesSelectorsThatSelectEverything() {
        String message = ": vector selector must contain at least one non-empty matcher";
        assertEquals(List.of("{}" + message), check("{}"));
        assertEquals(List.of("{a=\"\",b!=\"c\"}" + message), check("{a=\"\",b!=\"c\"}"));
        assertEquals(List.of(), check("{a"));
    }

    @Test
    void checksModifiersOfRanges() {
        assertEquals(
                List.of("a[5m] anchored: smoothed/anchored expression can only be used in specific functions"),
                check("irate(a[5m] anchored)"));
        assertEquals(List.of(), check("changes(a[5m] anchored)"));
    }

    @Test
    void reportsErrorsOfSyntaxExceptAtTheEnd() {
        assertEquals(1, Linter.checkDocument("(a b) + 1").size());
        assertEquals(0, Linter.checkDocument("a b").size());
    }
}
