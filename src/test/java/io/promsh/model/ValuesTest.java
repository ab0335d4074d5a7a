package io.promsh.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1, -1",
        "0.1, 0.1",
        "-2.5, -2.5",
        "100, 100",
        "1722690000.123, 1722690000.123",
        "999999999999999, 999999999999999",
        "1e15, 1000000000000000",
        "123456789012345680000, 123456789012345680000",
        "9.99e20, 999000000000000000000",
        "1e21, 1e+21",
        "1.5e21, 1.5e+21",
        "1e100, 1e+100",
        "1e-6, 0.000001",
        "1.25e-6, 0.00000125",
        "9.99e-7, 9.99e-07",
        "1e-7, 1e-07",
        "1.5e-10, 1.5e-10",
        "-1e-7, -1e-07",
        "4.9e-324, 5e-324",
        "5.93e-323, 6e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740993, 9007199254740992",
    })
    void spellsAsPrometheusDoes(double value, String expected) {
        assertEquals(expected, Values.format(value));
        StringBuilder appended = new StringBuilder("x");
        Values.append(appended, value);
        assertEquals("x" + expected, appended.toString());
    }

    @Test
    void spellsWhatIsNoNumber() {
        assertEquals("NaN", Values.format(Double.NaN));
        assertEquals("+Inf", Values.format(Double.POSITIVE_INFINITY));
        assertEquals("-Inf", Values.format(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(Values.parse("NaN")));
        assertEquals(Double.NEGATIVE_INFINITY, Values.parse("-Inf"));
    }

    /** Double.toString of JDK 17 gives each of these a digit too many. */
    @Test
    void isShorterThanOldJdksWere() {
        assertEquals("5.684341886080802e-14", Values.format(0x1.0p-44));
        assertEquals("2e+23", Values.format(Double.parseDouble("2e23")));
        assertEquals("0.002", Values.format(2e-3));
        assertEquals("1.1e-23", Values.format(1.1e-23));
        assertEquals("2.2e-322", Values.format(45 * Double.MIN_VALUE));
    }

    @Test
    void readsBackEqualAndNoShorterTextDoes() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
                continue;
            }
            checkShortest(value);
        }
        for (int exponent = -1074; exponent < 1024; exponent++) {
            double power = Math.scalb(1.0, exponent);
            checkShortest(power);
            checkShortest(Math.nextUp(power));
            checkShortest(Math.nextDown(power) == 0 ? power : Math.nextDown(power));
        }
    }

    private static void checkShortest(double value) {
        String text = Values.format(value);
        assertEquals(value, Double.parseDouble(text), text);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal written = new BigDecimal(text).stripTrailingZeros();
        int digits = written.precision();
        if (digits > 1) {
            BigDecimal down = exact.round(new MathContext(digits - 1, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits - 1, RoundingMode.UP));
            assertFalse(down.doubleValue() == value || up.doubleValue() == value, text + " can be shorter");
        }
        BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (nearest.doubleValue() == value) {
            assertEquals(
                    nearest.subtract(exact).abs().stripTrailingZeros(),
                    written.subtract(exact).abs().stripTrailingZeros(),
                    text + " is not the nearest");
        }
    }

    @Test
    void knowsTheStaleMarkerFromOtherNaNs() {
        assertTrue(Values.isStale(Double.longBitsToDouble(Values.STALE_BITS)));
        assertFalse(Values.isStale(Double.NaN));
    }
}
