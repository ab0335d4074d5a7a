package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThrottleTest {
    @Test
    void growsByOneForAsManySuccessesAndNeverBeyondTen() {
        Throttle throttle = new Throttle(2);
        throttle.succeeded();
        assertEquals(2, throttle.width());
        throttle.succeeded();
        assertEquals(3, throttle.width());
        for (int i = 0; i < 1000; i++) {
            throttle.succeeded();
        }
        assertEquals(10, throttle.width());
    }

    @Test
    void halvesOnceForAllThatRanTogetherAndNeverToNothing() {
        Throttle throttle = new Throttle(8);
        throttle.refused(3);
        assertEquals(4, throttle.width());
        throttle.refused(2);
        throttle.refused(1);
        throttle.refused(0);
        assertEquals(4, throttle.width(), "those that ran already say nothing new");
        throttle.refused(0);
        assertEquals(2, throttle.width());
        throttle.refused(0);
        throttle.refused(0);
        throttle.refused(0);
        assertEquals(1, throttle.width());
    }

    @Test
    void waitsDoubleWithJitterUpToHalfAMinute() {
        for (int tried = 1; tried < 40; tried++) {
            long most = Math.min(30_000, 500L << Math.min(tried, 10));
            for (int i = 0; i < 20; i++) {
                long wait = Waits.JITTERED.after(tried).toMillis();
                assertTrue(wait >= most / 2 && wait <= most, tried + ": " + wait);
            }
        }
    }
}
