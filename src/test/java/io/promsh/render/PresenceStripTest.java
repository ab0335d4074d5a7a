package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.text.Glyphs;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceStripTest {
    private static final double[] SHARES = {1, 0.999, 0.5, 0.001, 0, 1};

    @Test
    void nothingAndAllAreNeverMistaken() {
        assertEquals(
                "\u2588\u2587\u2584\u2581\u00b7\u2588",
                PresenceStrip.draw(SHARES, Glyphs.UNICODE).text());
        assertEquals("#++-.#", PresenceStrip.draw(SHARES, Glyphs.ASCII).text());
    }

    @Test
    void coloursWhatIsThereAndWhatIsNot() {
        assertEquals(
                List.of(new Span("##", Style.GOOD), new Span(".", Style.BAD), new Span("+", Style.WARNING)),
                PresenceStrip.draw(new double[] {1, 1, 0, 0.7}, Glyphs.ASCII).spans());
    }
}
