package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number has the bits that the platform's own slow parser gives it. */
class NumberReaderTest {
    private final NumberReader reader = new NumberReader();

    private void same(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(US_ASCII);
        double expected = Double.parseDouble(text);
        boolean isNumber = reader.read(bytes, 1, bytes.length - 1);
        assertEquals(!Double.isInfinite(expected), isNumber, text);
        if (isNumber) {
            assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(reader.value()), text);
        }
    }

    @Test
    void readsTheShortestTextOfAnyDouble() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                same(Double.toString(value));
            }
        }
    }

    @Test
    void readsAnyDigitsWithAnyExponent() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            int power = random.nextInt(-360, 330);
            same(Long.toUnsignedString(digits) + "e" + power);
            same(Long.toUnsignedString(digits, 10) + "." + random.nextInt(1_000_000) + "E+" + random.nextInt(20));
            same("-0." + "0".repeat(random.nextInt(20)) + Long.toUnsignedString(digits));
        }
    }

    /** Exactly half way between two doubles, and a hair beside it: where a fast method goes wrong first. */
    @Test
    void roundsHalfWayCasesToEven() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            double low = Double.longBitsToDouble((random.nextLong() >>> 2) & 0x7fefffffffffffffL);
            double high = Math.nextUp(low);
            if (!Double.isFinite(high)) {
                continue;
            }
            BigDecimal middle = new BigDecimal(low).add(new BigDecimal(high)).divide(BigDecimal.valueOf(2));
            same(middle.toString());
            same(middle.add(middle.ulp()).toString());
            same(middle.subtract(middle.ulp()).toString());
        }
        for (int shift = 53; shift < 64; shift++) {
            BigInteger odd = BigInteger.ONE.shiftLeft(shift).add(BigInteger.ONE.shiftLeft(shift - 53));
            same(odd.toString());
            same(odd.add(BigInteger.ONE).toString());
            same(odd.subtract(BigInteger.ONE).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0",
                "0.0",
                "-0.0e10",
                "1.",
                ".5",
                "00012",
                "1e22",
                "1e23",
                "9007199254740993",
                "9007199254740992.5",
                "4.9e-324",
                "2.2250738585072011e-308",
                "1.7976931348623157e308",
                "1.7976931348623159e308",
                "18446744073709551615",
                "18446744073709551616",
                "1e-400",
                "1e400",
                "123456789012345678901234567890",
                "0.000000000000000000000000000000000000001234567890123456789"
            })
    void readsTheEdges(String text) {
        same(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1_000",
                "0x10",
                "0x1p-3",
                "1d",
                "1f",
                " 1",
                "1 ",
                "1,5",
                "--1",
                "nano",
                "in",
                "1e5x",
                "1.2.3",
                "+nan",
                "infinite",
                "true"
            })
    void refusesWhatIsNoNumber(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        assertFalse(reader.read(bytes, 0, bytes.length), text);
    }

    @Test
    void readsTheWordsInAnyCase() {
        for (String word : new String[] {"NaN", "nan", "NAN"}) {
            assertTrue(reader.read(word.getBytes(US_ASCII), 0, 3));
            assertTrue(Double.isNaN(reader.value()));
        }
        for (String word : new String[] {"Inf", "+Inf", "-inf", "Infinity", "-Infinity"}) {
            assertTrue(reader.read(word.getBytes(US_ASCII), 0, word.length()), word);
            assertEquals(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, reader.value());
        }
    }
}
