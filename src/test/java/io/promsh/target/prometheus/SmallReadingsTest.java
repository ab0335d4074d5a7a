package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.target.http.AnswerBound;
import io.promsh.target.http.Ask;
import io.promsh.target.http.ErrorPlace;
import io.promsh.target.http.ProxyChoice;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** The small pieces: numbers, pooled strings, label paths, places in expressions, proxies. */
class SmallReadingsTest {
    private static double value(String text) {
        return NumberText.value(text.toCharArray(), 0, text.length());
    }

    private static long millis(String text) {
        return NumberText.millis(text.toCharArray(), 0, text.length());
    }

    @Property(tries = 20_000)
    void readsEveryValueToTheBit(@ForAll double value) {
        String text = Double.toString(value).replace("Infinity", "Inf");
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(value(text)), text);
        String plain = new java.math.BigDecimal(Double.isFinite(value) ? value % 1e15 : 1).toPlainString();
        assertEquals(Double.parseDouble(plain), value(plain));
    }

    @Test
    void readsValuesAtTheEdgesOfTheShortWay() {
        for (String text : List.of(
                "0",
                "-0",
                "0.0",
                "1e3",
                "9007199254740993",
                "9007199254740992",
                "123456789012345678",
                "0.1",
                ".5",
                "5.",
                "1234567890123456.7",
                "0.00000000000000000000001",
                "1797693134862315800000000000000000",
                "-17.25")) {
            assertEquals(Double.parseDouble(text), value(text), text);
        }
        for (String wrong : List.of("", "-", ".", "-.", "1.2.3", "x", "0x10", "1_000")) {
            assertThrows(NumberFormatException.class, () -> value(wrong), wrong);
        }
    }

    @Property(tries = 2000)
    void readsAndWritesTimesToTheMillisecond(
            @ForAll @LongRange(min = -100_000_000_000_000L, max = 100_000_000_000_000L) long time) {
        assertEquals(time, millis(Ask.seconds(time)));
    }

    @Test
    void readsTimesWithMoreDecimalsAndExponents() {
        assertEquals(1_722_500, millis("1722.4999"));
        assertEquals(1_700_000_000_000L, millis("1.7e9"));
        assertEquals(-1500, millis("-1.5"));
        assertThrows(NumberFormatException.class, () -> millis(""));
        assertThrows(NumberFormatException.class, () -> millis("x"));
    }

    @Test
    void keepsEachStringOnce() {
        StringPool pool = new StringPool();
        char[] text = "one,two,one".toCharArray();
        String first = pool.of(text, 0, 3);
        assertSame(first, pool.of(text, 8, 3));
        assertEquals("two", pool.of(text, 4, 3));
        assertSame("", pool.of(text, 4, 0));
        for (int i = 0; i < 100_000; i++) {
            char[] other = Integer.toString(i).toCharArray();
            assertEquals(Integer.toString(i), pool.of(other, 0, other.length));
        }
        assertSame(first, pool.of(text, 0, 3));
        char[] late = "99999".toCharArray();
        assertNotSame(pool.of(late, 0, 5), pool.of(late, 0, 5));
    }

    @Test
    void escapesLabelNamesAsNewServersReadThem() {
        assertTrue(LabelPath.isPlain("__name__"));
        assertFalse(LabelPath.isPlain("http.status"));
        assertEquals("U__http_2e_status__code", LabelPath.escape("http.status_code"));
        assertEquals("U___1f600_x", LabelPath.escape("\ud83d\ude00x"));
        assertEquals("U___39_a9", LabelPath.escape("9a9"));
    }

    @Test
    void drawsTheCaretUnderWideCharactersAndTabs() {
        String expression = "up{a=\"\u6f22\u5b57\"}\n\t+ \u00e9x y";
        assertEquals(
                List.of("  up{a=\"\u6f22\u5b57\"}", "            ^"), ErrorPlace.draw(expression, "1:13: parse error"));
        assertEquals(
                List.of("  up{a=\"\u6f22\u5b57\"}", "   + \u00e9x y", "        ^"),
                ErrorPlace.draw(expression, "2:8: parse error: x"));
    }

    @Test
    void drawsNothingWhereNoPlaceIsNamed() {
        assertEquals(List.of(), ErrorPlace.draw("up", "expected type range vector"));
        assertEquals(List.of(), ErrorPlace.draw("up", "9:1: parse error"));
        assertEquals(List.of("  up", "    ^"), ErrorPlace.draw("up", "invalid parameter: 1:99: parse error"));
        assertEquals(List.of(), ErrorPlace.draw("", "at 0:0: nothing"));
    }

    @Test
    void showsTheSurroundingsOfAPlaceInALongLine() {
        String expression = "a".repeat(300) + "!" + "b".repeat(300);
        List<String> drawn = ErrorPlace.draw(expression, "1:301: parse error");
        assertEquals('!', drawn.get(0).charAt(drawn.get(1).indexOf('^')));
        assertTrue(drawn.get(0).length() < 110);
    }

    private static String proxy(String url, Map<String, String> environment) {
        HttpUrl found = ProxyChoice.fromEnvironment(HttpUrl.get(url), environment);
        return found == null ? "" : found.host() + ":" + found.port();
    }

    @Test
    void takesTheProxyThatTheEnvironmentNames() {
        Map<String, String> environment = Map.of(
                "HTTPS_PROXY",
                "http://secure:3129",
                "http_proxy",
                "plain:3128",
                "NO_PROXY",
                "inner.example, .corp,10.0.0.1");
        assertEquals("secure:3129", proxy("https://a.example", environment));
        assertEquals("plain:3128", proxy("http://a.example", environment));
        assertEquals("", proxy("http://inner.example", environment));
        assertEquals("", proxy("https://deep.inner.example", environment));
        assertEquals("", proxy("https://x.corp", environment));
        assertEquals("", proxy("http://10.0.0.1:9090", environment));
        assertEquals("", proxy("http://a.example", Map.of("no_proxy", "*", "http_proxy", "plain:3128")));
        assertNull(ProxyChoice.fromEnvironment(HttpUrl.get("http://a.example"), Map.of()));
    }

    @Test
    void makesTheBoundSmallerOnASmallHeap() {
        assertEquals(new AnswerBound(5_000_000, 256L << 20), AnswerBound.forHeap(8L << 30));
        assertTrue(AnswerBound.forHeap(64L << 20).bytes() <= 16L << 20);
    }
}
