package io.promsh.console.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    @ParameterizedTest
    @EnumSource(Style.class)
    void everyColourIsReadableOnBlackAndOnWhite(Style style) {
        int rgb = Theme.rgb(style);
        if (rgb < 0) {
            return;
        }
        double luminance = luminance(rgb);
        assertTrue((luminance + 0.05) / 0.05 >= 3, () -> style + " on black");
        assertTrue(1.05 / (luminance + 0.05) >= 3, () -> style + " on white");
    }

    /** WCAG 2, relative luminance. */
    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear((rgb >> 8) & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void paintsEachSpanAndEndsEachStyle() {
        Line line = Line.of("bad", Style.BAD).plus(" plain ", Style.PLAIN).plus("4", Style.NUMBER);
        assertEquals("bad plain 4", new Theme(ColourDepth.NONE).paint(line));
        assertEquals("\u001b[1;31mbad\u001b[0m plain \u001b[35m4\u001b[0m", new Theme(ColourDepth.SIXTEEN).paint(line));
        assertEquals(
                "\u001b[1;38;5;160mbad\u001b[0m plain \u001b[38;5;133m4\u001b[0m",
                new Theme(ColourDepth.INDEXED).paint(line));
        assertEquals(
                "\u001b[1;38;2;215;0;0mbad\u001b[0m plain \u001b[38;2;175;95;175m4\u001b[0m",
                new Theme(ColourDepth.TRUE_COLOUR).paint(line));
    }

    @ParameterizedTest
    @CsvSource({
        "xterm-256color, '', '', INDEXED",
        "xterm, '', '', SIXTEEN",
        "xterm-256color, truecolor, '', TRUE_COLOUR",
        "dumb, truecolor, '', NONE",
        "'', '', '', NONE",
        "xterm, truecolor, 1, NONE"
    })
    void theEnvironmentSaysHowManyColours(String term, String colorTerm, String noColor, ColourDepth expected) {
        assertEquals(expected, ColourDepth.of(Map.of("TERM", term, "COLORTERM", colorTerm, "NO_COLOR", noColor)));
    }
}
