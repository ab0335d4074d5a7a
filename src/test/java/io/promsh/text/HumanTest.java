package io.promsh.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-42, -42",
        "1754229600, 1754229600",
        "1754229600.5, 1754229600.5",
        "123456789012345, 123456789012345",
        "0.03333333333333333, 0.0333333",
        "2.5, 2.5",
        "-2.5, -2.5",
        "1234.56789, 1234.57",
        "123456.789, 123456.79",
        "0.999999999, 1",
        "0.00012345678, 0.000123457",
        "0.00001, 1e-05",
        "2.5e-7, 2.5e-07",
        "9.9996e-7, 1e-06",
        "1.5e21, 1.5e+21",
        "1e15, 1e+15",
        "5e-324, 4.941e-324",
        "1.7976931348623157e308, 1.798e+308",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf"
    })
    void roundsValuesForTheEye(double value, String expected) {
        assertEquals(expected, HumanNumbers.value(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1234, 1234",
        "9999, 9999",
        "9999.7, 10k",
        "12345, 12.3k",
        "-12345, -12.3k",
        "999499, 999k",
        "999999, 1M",
        "1230000, 1.23M",
        "4.56e9, 4.56G",
        "7e18, 7E",
        "1e21, 1e+21",
        "0.1234, 0.123",
        "0.0012345, 0.00123",
        "0.00012, 1.2e-04",
        "NaN, NaN"
    })
    void writesBriefNumbers(double value, String expected) {
        assertEquals(expected, HumanNumbers.brief(value));
    }

    @Test
    void neverRoundsAPercentageToAllOrNothing() {
        assertEquals("100 %", HumanNumbers.percent(1));
        assertEquals("99.9 %", HumanNumbers.percent(0.99999));
        assertEquals("84.2 %", HumanNumbers.percent(0.8421));
        assertEquals("0.1 %", HumanNumbers.percent(0.00001));
        assertEquals("0 %", HumanNumbers.percent(0));
        assertEquals("NaN", HumanNumbers.percent(Double.NaN));
    }

    @Test
    void keepsDecimalsWhereAColumnLinesUp() {
        assertEquals("1.50", HumanNumbers.fixed(1.5, 2));
        assertEquals("2.00", HumanNumbers.fixed(2, 2));
        assertEquals("0.0", HumanNumbers.fixed(-0.01, 1));
        assertEquals("3", HumanNumbers.fixed(3.2, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "512, 512 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "49283072, 47 MiB",
        "1048575, 1 MiB",
        "123456789012, 115 GiB",
        "1.2e13, 10.9 TiB",
        "-2048, -2 KiB",
        "0.5, 0.5 B",
        "1e30, 867361737988 EiB",
        "NaN, NaN"
    })
    void writesBytes(double bytes, String expected) {
        assertEquals(expected, HumanBytes.of(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.25, 250 ms",
        "0.0123, 12.3 ms",
        "0.00005, 50 us",
        "0.0000000123, 12.3 ns",
        "0.9999, 1 s",
        "12.5, 12.5 s",
        "59.96, 1m",
        "61, 1m1s",
        "3600, 1h",
        "11520, 3h12m",
        "86399, 1d",
        "187200, 2d4h",
        "31536000, 1y",
        "3.5e7, 1y40d",
        "-90, -1m30s",
        "-0.25, -250 ms",
        "1e13, 10T s",
        "NaN, NaN"
    })
    void writesDurations(double seconds, String expected) {
        assertEquals(expected, HumanDuration.ofSeconds(seconds, Glyphs.ASCII));
    }

    @Test
    void writesDurationsOfOtherKinds() {
        assertEquals("3h12m", HumanDuration.of(Duration.ofMinutes(192)));
        assertEquals("30 s", HumanDuration.ofMillis(30_000));
        assertEquals("50 \u03bcs", HumanDuration.ofSeconds(0.00005, Glyphs.UNICODE));
    }

    @Test
    void groupsAndCounts() {
        assertEquals("999", Counts.grouped(999));
        assertEquals("1,000", Counts.grouped(1000));
        assertEquals("-12,345,678", Counts.grouped(-12_345_678));
        assertEquals("-9,223,372,036,854,775,808", Counts.grouped(Long.MIN_VALUE));
        assertEquals("1 warning", Counts.of(1, "warning"));
        assertEquals("0 warnings", Counts.of(0, "warning"));
        assertEquals("12,431 entries", Counts.of(12_431, "entry", "entries"));
    }
}
