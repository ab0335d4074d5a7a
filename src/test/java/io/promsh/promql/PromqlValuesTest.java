package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers, durations, strings: from text and back. */
class PromqlValuesTest {
    @Test
    void readsNumbersAsGoDoes() {
        assertEquals(8, NumberSyntax.parse("010"));
        assertEquals(9, NumberSyntax.parse("09"));
        assertEquals(1000.5, NumberSyntax.parse("1_000.5"));
        assertEquals(0x1ff, NumberSyntax.parse("0x_1_ff"));
        assertEquals(Double.POSITIVE_INFINITY, NumberSyntax.parse("iNf"));
        assertEquals(1e20, NumberSyntax.parse("100000000000000000000"));
        assertEquals(
                "strconv.ParseFloat: parsing \"1e999\": value out of range",
                assertThrows(NumberFormatException.class, () -> NumberSyntax.parse("1e999"))
                        .getMessage());
        assertThrows(NumberFormatException.class, () -> NumberSyntax.parse(".3.4"));
    }

    @Test
    void printsNumbersInTheirShortestForm() {
        assertEquals("0.1", NumberSyntax.plain(0.1));
        assertEquals("100000000000000000000000", NumberSyntax.plain(Double.parseDouble("1e23")));
        assertEquals("0.000001", NumberSyntax.plain(1e-6));
        assertEquals("-0", NumberSyntax.plain(-0.0));
        assertEquals("1e+23", NumberSyntax.general(Double.parseDouble("1e23")));
        assertEquals("1.5e-07", NumberSyntax.general(1.5e-7));
        assertEquals("-23", NumberSyntax.general(-23));
    }

    @Test
    void readsDurationsBiggestUnitFirst() {
        assertEquals(Duration.ofMillis(5_400_250), DurationSyntax.parse("1h30m250ms"));
        assertEquals(Duration.ofDays(365 + 7), DurationSyntax.parse("1y1w"));
        assertEquals("not a valid duration string: \"5m1h\"", durationError("5m1h"));
        assertEquals("unknown unit \"hs\" in duration \"5y1hs\"", durationError("5y1hs"));
        assertEquals("duration out of range", durationError("300y"));
        assertEquals("duration out of range", durationError("9223372036854775808s"));
        assertEquals("not a valid duration string: \"99999999999999999999s\"", durationError("99999999999999999999s"));
        assertEquals("empty duration string", durationError(""));
    }

    private static String durationError(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> DurationSyntax.parse(text))
                .getMessage());
    }

    @Test
    void printsDurationsReadably() {
        assertEquals("90d", DurationSyntax.format(Duration.ofDays(90)));
        assertEquals("2w", DurationSyntax.format(Duration.ofDays(14)));
        assertEquals("-1h30m", DurationSyntax.format(Duration.ofMinutes(-90)));
        assertEquals("0s", DurationSyntax.format(Duration.ZERO));
        assertEquals("1s500ms", DurationSyntax.format(Duration.ofMillis(1500)));
    }

    @Test
    void unquotesStringsToBytes() {
        assertEquals("a\tb\u70ac\"", StringLiterals.unquote("\"a\\tb\\u70ac\\\"\""));
        assertEquals("\\n", StringLiterals.unquote("`\\n`"));
        String bytes = StringLiterals.unquote("'\\xff\\342\\230\\272'");
        assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) 0x98, (byte) 0xBA}, ByteStrings.toBytes(bytes));
        assertEquals("\"\\xff\u263a\"", Quoting.quote(bytes));
    }

    @Test
    void quotesWhatCannotBeSeen() {
        assertEquals("\"a\\\"\\\\\\n\\x00\\u200b\u00e4\"", Quoting.quote("a\"\\\n\u0000\u200b\u00e4"));
        assertEquals("\"0123456789\"...", Quoting.quoteShort("0123456789a"));
    }

    @Test
    void countsBytesThatAreNoUtf8ByThemselves() {
        byte[] bytes = "a\u00e4?b".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xFF;
        SourceText source = SourceText.ofUtf8(bytes);
        assertEquals("a\u00e4\ufffdb", source.text());
        assertEquals(4, source.byteOffset(3));
        assertEquals(5, source.byteOffset(99));
        assertEquals(2, source.position(3));
        assertEquals(1, source.position(2));
    }

    @Test
    void seesWhichRegularExpressionsMatchNothing() {
        for (String empty : new String[] {"", ".*", "a?b*", "(a|)", "^$", "(?i:x{0,2})", "\\Q\\E", "a|b|", "()"}) {
            assertEquals(new RegexSyntax(null, true), RegexSyntax.of(empty), empty);
        }
        for (String some : new String[] {"a", ".+", "a|b", "(a*)b", "\\b", "[^a]", "x{1,}", "\\d", "(?P<n>a)?b"}) {
            assertEquals(new RegexSyntax(null, false), RegexSyntax.of(some), some);
        }
    }

    @Test
    void saysWhatIsWrongWithARegularExpression() {
        assertEquals(
                "error parsing regexp: missing argument to repetition operator: `*`",
                RegexSyntax.of("*").error());
        assertEquals(
                "error parsing regexp: invalid nested repetition operator: `**`",
                RegexSyntax.of("a**").error());
        assertEquals(
                "error parsing regexp: unexpected ): `a)`", RegexSyntax.of("a)").error());
        assertEquals(
                "error parsing regexp: missing closing ]: `[b`",
                RegexSyntax.of("a[b").error());
        assertEquals(
                "error parsing regexp: invalid escape sequence: `\\q`",
                RegexSyntax.of("\\q").error());
        assertEquals(
                "error parsing regexp: invalid character class range: `z-a`",
                RegexSyntax.of("[z-a]").error());
        assertEquals(
                "error parsing regexp: invalid repeat count: `{2,1}`",
                RegexSyntax.of("a{2,1}").error());
        assertEquals(
                "error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
                RegexSyntax.of("(?=a)").error());
        assertEquals(
                "error parsing regexp: trailing backslash at end of expression: ``",
                RegexSyntax.of("a\\").error());
    }
}
