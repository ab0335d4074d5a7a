package io.promsh.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EscapingTest {
    @Test
    void leavesWhatIsDrawnAsItIs() {
        for (String text : new String[] {
            "",
            "plain ASCII ~!\"\\",
            "\u00e9\u00df\u00a0",
            "\u6771\u4eac",
            "\ud83d\ude00",
            "e\u0301",
            "\u05e9\u05dc\u05d5\u05dd",
            "\u0627\u0644",
            "\u2764\ufe0f",
            "\ud83c\udde8\ud83c\udded"
        }) {
            assertSame(text, Escaping.visible(text));
        }
    }

    @Test
    void showsWhatDrivesATerminal() {
        assertEquals("\\x1b[31mred\\x1b[0m", Escaping.visible("\u001b[31mred\u001b[0m"));
        assertEquals("\\x1b]0;title\\x07", Escaping.visible("\u001b]0;title\u0007"));
        assertEquals("\\x9b31m \\x9d \\x85", Escaping.visible("\u009b31m \u009d \u0085"));
        assertEquals("\\x00\\x08\\x7f", Escaping.visible("\u0000\b\u007f"));
        assertEquals("a\\nb\\r\\tc", Escaping.visible("a\nb\r\tc"));
    }

    @Test
    void showsWhatReordersOrHidesText() {
        assertEquals("abc\\u202edcba", Escaping.visible("abc\u202edcba"));
        assertEquals("\\u2066x\\u2069\\u200e\\u200f\\u061c", Escaping.visible("\u2066x\u2069\u200e\u200f\u061c"));
        assertEquals("a\\u200bb\\ufeffc\\xad", Escaping.visible("a\u200bb\ufeffc\u00ad"));
        assertEquals("\\u2028\\u2029", Escaping.visible("\u2028\u2029"));
        assertEquals("\\u3164\\u115f\\u034f", Escaping.visible("\u3164\u115f\u034f"));
    }

    @Test
    void showsTheJoinerWithinAnEmoji() {
        assertEquals("\ud83d\udc68\\u200d\ud83d\udc69", Escaping.visible("\ud83d\udc68\u200d\ud83d\udc69"));
    }

    @Test
    void showsWhatIsNoCharacter() {
        assertEquals("a\\ud83d", Escaping.visible("a\ud83d"));
        assertEquals("\\ude00b", Escaping.visible("\ude00b"));
        assertEquals("\\uffff\\ufffe", Escaping.visible("\uffff\ufffe"));
        assertEquals("\\U000e0041", Escaping.visible("\udb40\udc41"));
        assertEquals("\\U0001d173", Escaping.visible("\ud834\udd73"));
        assertEquals("\\U0001ffff", Escaping.visible("\ud83f\udfff"));
    }

    @Property(tries = 2000)
    void neverLetsAControlCharacterThrough(@ForAll String text) {
        String shown = Escaping.visible(text);
        assertTrue(shown.codePoints().noneMatch(Escaping::isUnsafe), shown);
        assertSame(shown, Escaping.visible(shown));
    }
}
