package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Brackets and the question whether a line goes on. */
class TypingTest {
    @Test
    void findsTheBracketThatBelongsToOne() {
        String text = "sum(rate(a{b=\"(\"}[5m]))";
        assertEquals(OptionalInt.of(text.length() - 1), Brackets.match(text, 3));
        assertEquals(OptionalInt.of(3), Brackets.match(text, text.length() - 1));
        assertEquals(OptionalInt.of(text.indexOf('}')), Brackets.match(text, text.indexOf('{')));
        assertEquals(OptionalInt.empty(), Brackets.match(text, text.indexOf("\"(") + 1));
        assertEquals(OptionalInt.empty(), Brackets.match(text, 0));
    }

    @Test
    void passesOverBracketsThatWereLeftOpen() {
        assertEquals(OptionalInt.of(6), Brackets.match("(a[5m ) ", 0));
        assertEquals(OptionalInt.empty(), Brackets.match("(a[5m ) ", 2));
        assertEquals(OptionalInt.empty(), Brackets.match("a) # (", 1));
    }

    @Test
    void goesOnWhileSomethingIsOpen() {
        for (String open : List.of(
                "sum(",
                "up{",
                "up{a=\"b\"",
                "up[5m",
                "up{a=\"b",
                "`raw",
                "(a",
                "a +",
                "a + # more\n",
                "a and",
                "-",
                "a > bool",
                "a / on (b)",
                "sum by (job)",
                "up offset",
                "up @",
                "sum(a) by (")) {
            assertTrue(Incomplete.isOpen(open), open);
        }
    }

    @Test
    void endsWhereAnExpressionIsWhole() {
        for (String whole : List.of(
                "",
                "  ",
                "# (",
                "up",
                "sum(up)",
                "up # +",
                "and",
                "up{a=\"(\"}",
                "sum(a) by (b)",
                "rate(up[5m])",
                "a)",
                "up un",
                "5",
                "'x'")) {
            assertFalse(Incomplete.isOpen(whole), whole);
        }
    }
}
