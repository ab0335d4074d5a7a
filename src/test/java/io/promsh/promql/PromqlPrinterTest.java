package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromqlPrinterTest {
    private static String print(String input) {
        return PromqlPrinter.print(PromqlParser.parse(input).expr());
    }

    private static String pretty(String input, int line) {
        return PrettyPrinter.print(PromqlParser.parse(input).expr(), line);
    }

    @Test
    void printsOneCanonicalForm() {
        assertEquals("sum by (a) (x{b=\"c\",d=\"e\"})", print("SUM(x{d='e',b=`c`})BY(a,)"));
        assertEquals("-x @ 1.500 offset -1h", print("- x  offset -60m @ 1500e-3"));
        assertEquals("a * on (b) group_right (c) fill (0) d", print("a*on(b)group_right(c)fill(0)d"));
        assertEquals("a + fill_left (1) fill_right (1) b", print("a + fill_right(1) fill_left(1) b"));
        assertEquals("{\"b c\"=\"x\",__name__=\"a.b\"}", print("{'a.b','b c'='x'}"));
        assertEquals("90 + 1m30s", print("90 + 90s"));
    }

    @Test
    void keepsOnOneLineWhatFits() {
        assertEquals("sum(x) + y", pretty("sum( x )+y", 100));
        assertEquals("  sum(\n    xx\n  )\n+\n  y", pretty("sum(xx)+y", 5));
    }

    @Test
    void splitsLongSelectorsNowhere() {
        assertEquals("x{a=\"aaaaaaaaaaaaaaa\"}", pretty("x{a=\"aaaaaaaaaaaaaaa\"}", 10));
    }

    @Test
    void listsSelectorsWithTheirRanges() {
        List<Selector> selectors = Selector.of(
                PromqlParser.parse("topk(scalar(k), rate(x_bucket{a='b'}[5m] offset 1h)) + {__name__=~\"y|z\"}")
                        .expr());
        assertEquals(
                List.of("x_bucket", "k", ""),
                selectors.stream().map(Selector::name).toList());
        assertEquals(Duration.ofMinutes(5), selectors.get(0).range());
        assertEquals(Duration.ofHours(1), selectors.get(0).time().offset());
        assertEquals(List.of("y", "z"), selectors.get(2).names());
        assertEquals("{a=\"b\", __name__=\"x_bucket\"}", selectors.get(0).matchersText());
        assertEquals(Optional.of("x"), Selector.family("x_bucket"));
        assertEquals(Optional.empty(), Selector.family("x_total"));
    }

    @Test
    void readsSeriesDescriptions() {
        SeriesDescription series =
                SeriesDescription.parse("up{job=\"a\"} 1 _x2 3-1x2 stale {{schema:1 buckets:[1 2]}}");
        assertEquals(List.of(), series.errors());
        assertEquals("a", series.labels().get("job"));
        assertEquals(8, series.values().size());
        assertEquals(1.0, series.values().get(5).number());
        assertEquals(
                "{{schema:1 buckets:[1 2]}}",
                String.valueOf(series.values().get(7).histogram()));
    }

    @Test
    void refusesBrokenSeriesDescriptions() {
        assertEquals(
                "more than 1000000 values",
                SeriesDescription.parse("a 1x9999999999").errors().get(0).message());
        assertEquals(
                "unexpected identifier \"b\" in label set, expected \"=\"",
                SeriesDescription.parse("a{a b} 1").errors().get(0).message());
        assertEquals(
                "unexpected \" \" in series values",
                SeriesDescription.parse("a 1-2 3").errors().get(0).message());
    }
}
