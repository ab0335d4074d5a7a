package io.promsh.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "caf\u00e9, 4",
        "cafe\u0301, 4",
        "\u6771\u4eac, 4",
        "\uff21, 2",
        "\uff71, 1",
        "\ud55c\uad6d, 4",
        "\ud83d\ude00, 2",
        "a\ud83d\ude00b, 4",
        "\ud83d\udc69\ud83c\udffd, 2",
        "\u28ff\u2588\u2502, 3",
        "\u05e9\u05dc, 2",
        "\u0e01\u0e34, 1",
        "\ud840\udc00, 2"
    })
    void countsTerminalColumns(String text, int columns) {
        assertEquals(columns, DisplayWidth.of(text));
    }

    @Test
    void padsToColumnsNotCharacters() {
        assertEquals("\u6771  ", DisplayWidth.padRight("\u6771", 4));
        assertEquals("  \u6771", DisplayWidth.padLeft("\u6771", 4));
        assertEquals("e\u0301  ", DisplayWidth.padRight("e\u0301", 3));
        assertEquals("long", DisplayWidth.padRight("long", 2));
        assertEquals("long", DisplayWidth.padLeft("long", 2));
    }

    @Test
    void cutsWithoutSplittingACharacter() {
        assertEquals("abcdef", DisplayWidth.cut("abcdef", 6, "\u2026"));
        assertEquals("abcd\u2026", DisplayWidth.cut("abcdef", 5, "\u2026"));
        assertEquals("\u6771\u2026", DisplayWidth.cut("\u6771\u4eac", 3, "\u2026"));
        assertEquals("\u2026", DisplayWidth.cut("\u6771\u4eac", 2, "\u2026"));
        assertEquals("", DisplayWidth.cut("abc", 0, "\u2026"));
        assertEquals("e\u0301\u2026", DisplayWidth.cut("e\u0301ab", 2, "\u2026"));
        assertEquals("a\u2026", DisplayWidth.cut("a\ud83d\ude00b", 3, "\u2026"));
    }

    @Test
    void cutsNamesInTheirMiddle() {
        assertEquals("paymen\u2026-x2x4z", DisplayWidth.cutMiddle("payments-api-7d9f8b6c5-x2x4z", 13, "\u2026"));
        assertEquals("abc\u2026xyz", DisplayWidth.cutMiddle("abcdefuvwxyz", 7, "\u2026"));
        assertEquals("ab\u2026", DisplayWidth.cutMiddle("abcdef", 3, "\u2026"));
        assertEquals("a\u6771\u2026\u4eacb", DisplayWidth.cutMiddle("a\u6771\u6771\u6771\u4eac\u4eacb", 7, "\u2026"));
    }

    @Property(tries = 2000)
    void neverCutsWiderThanAsked(@ForAll String raw, @ForAll @IntRange(max = 30) int columns) {
        String text = Escaping.visible(raw);
        assertTrue(DisplayWidth.of(DisplayWidth.cut(text, columns, "\u2026")) <= columns);
        assertTrue(DisplayWidth.of(DisplayWidth.cutMiddle(text, columns, "\u2026")) <= columns);
    }
}
