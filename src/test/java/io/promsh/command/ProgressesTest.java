package io.promsh.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.text.Glyphs;
import org.junit.jupiter.api.Test;

class ProgressesTest {
    @Test
    void saysHowFarHowFastHowMuchAndHowLongStill() {
        assertEquals(
                "#####............... 25 %  1,500,000 samples  500,000/s  3 MiB  9 s left",
                Progresses.words(0.25, 1_500_000, 3 << 20, 3000, Glyphs.ASCII));
    }

    @Test
    void saysNothingOfATimeThatNobodyKnowsYet() {
        assertEquals(
                "#................... 0 %  0 samples".replace('#', '.'), Progresses.words(0, 0, 0, 0, Glyphs.ASCII));
    }
}
