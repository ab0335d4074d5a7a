package io.promsh.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Line LINE =
            Line.of("up", Style.METRIC).plus("{job}", Style.OPERATOR).plus(" 1", Style.NUMBER);

    @Test
    void knowsItsTextAndWidth() {
        assertEquals("up{job} 1", LINE.text());
        assertEquals(9, LINE.width());
        assertEquals(4, Line.plain("\u6771\u4eac").width());
    }

    @Test
    void isCutAcrossItsSpans() {
        assertSame(LINE, LINE.cut(9, "~"));
        assertEquals(
                List.of(new Span("up", Style.METRIC), new Span("{jo~", Style.OPERATOR)),
                LINE.cut(6, "~").spans());
        assertEquals("up{job~", LINE.cut(7, "~").text());
        assertEquals("u~", LINE.cut(2, "~").text());
        assertEquals("~", LINE.cut(1, "~").text());
        assertEquals("", LINE.cut(0, "~").text());
    }
}
