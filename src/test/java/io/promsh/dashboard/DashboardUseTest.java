package io.promsh.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables in expressions: what they stand for, in every form, and what is left of those that stand for anything. */
class DashboardUseTest {
    private static final Instant END = Instant.parse("2025-08-03T18:00:00Z");
    private static final Intervals DAY = Intervals.of(new TimeRange(END.minusSeconds(86_400), END));

    private static final String VARIABLES = """
            {"name": "one", "type": "query", "current": {"value": "a.b:9"}},
            {"name": "multi", "type": "query", "multi": true, "current": {"value": ["x", "y.z"]}},
            {"name": "single", "type": "query", "multi": true, "current": {"value": ["x.y"]}},
            {"name": "all", "type": "query", "includeAll": true, "current": {"value": "$__all"}},
            {"name": "listed", "type": "custom", "includeAll": true, "current": {"value": "$__all"}, "query": "p,q"},
            {"name": "set", "type": "query", "includeAll": true, "allValue": "k.*", "current": {"value": ["$__all"]}},
            {"name": "open", "type": "query", "current": {}},
            {"name": "every", "type": "interval", "query": "1m,5m", "current": {"value": "5m"}},
            {"name": "auto", "type": "interval", "query": "1m,5m", "current": {"value": "$__auto_interval_auto"}},
            {"name": "name", "type": "constant", "query": "node_load1"},
            {"name": "names", "type": "custom", "multi": true, "current": {"value": ["m1", "m2"]}},
            {"name": "nested", "type": "custom", "query": "$one-tail", "current": {"value": "$one-tail"}},
            {"name": "loop", "type": "custom", "current": {"value": "$loop"}}
            """;

    private static DashboardUse use(String expression, VariableSource source, Map<String, String> given) {
        String json =
                "{\"templating\": {\"list\": [" + VARIABLES + "]}, \"panels\": [{\"title\": \"P\", \"targets\": [{"
                        + "\"expr\": \"" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}]}]}";
        Dashboard dashboard = new DashboardReader(LibraryPanels.NONE).read(json, "test");
        return DashboardUse.of(dashboard, given, source, DAY);
    }

    private static String selectors(String expression) {
        List<String> texts = new ArrayList<>();
        use(expression, VariableSource.NONE, Map.of())
                .selections()
                .forEach(selection -> texts.add(selection.selector()));
        return String.join(" ; ", texts);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            m{l="$one"}                            => m{l="a.b:9"}
            m{l=~"$one"}                           => m{l=~"a.b:9"}
            m{l=~"${one:regex}"}                   => m{l=~"a\\\\.b:9"}
            m{l=~"${one:raw}"}                     => m{l=~"a.b:9"}
            m{l="[[one]]"}                         => m{l="a.b:9"}
            m{l=~"${multi}"}                       => m{l=~"(x|y\\\\.z)"}
            m{l=~"${multi:regex}"}                 => m{l=~"(x|y\\\\.z)"}
            m{l=~"${multi:pipe}"}                  => m{l=~"x|y.z"}
            m{l="$multi"}                          => m{l=~"(x|y\\\\.z)"}
            m{l!="$multi"}                         => m{l!~"(x|y\\\\.z)"}
            m{l=~"$single"}                        => m{l=~"x\\\\.y"}
            m{l="pre.$multi"}                      => m{l=~"pre\\\\.(x|y\\\\.z)"}
            m{l=~"pre.*$multi"}                    => m{l=~"pre.*(x|y\\\\.z)"}
            m{l=~"$all", k="v"}                    => m{k="v"}
            m{l!~"$all", k="v"}                    => m{k="v"}
            m{l=~"a-$all"}                         => m{l=~"a-.*"}
            m{l=~"$listed"}                        => m{l=~"(p|q)"}
            m{l=~"$set"}                           => m{l=~"(k.*)"}
            m{l="$open"}                           => m
            m{l="$nested"}                         => m{l="a.b:9-tail"}
            m{l="$loop"}                           => m
            m{l="$nobody"}                         => m
            $name{l="$one"}                        => node_load1{l="a.b:9"}
            pre_${one}_x                           => pre_a
            ${names}                               => {__name__=~"m1|m2"}
            pre_${names}_total                     => {__name__=~"pre_m1_total|pre_m2_total"}
            pre_${open}_total{k="v"}               => {__name__=~"pre_.*_total",k="v"}
            {__name__=~"$name"}                    => node_load1
            rate(m[$every])                        => m
            rate(m[$auto])                         => m
            rate(m[$__rate_interval])              => m
            rate(m[${__rate_interval}])            => m
            rate(m[$__interval:$open]) > $open     => m
            increase(m[${__range_s}s])             => m
            increase(m[$__range]) offset $open     => m
            m{$open}                               => m
            m{k="v",$open}                         => m{k="v"}
            topk($open, m)                         => m
            m > $open                              => m
            $open(m) by (l)                        => m
            sum by ($open) (m)                     => m
            m / $__interval_ms                     => m
            label_replace(m, "a", "$1", "b", "(.*)") => m
            a{l="$one"} + on($multi) b             => a{l="a.b:9"} ; b
            """)
    void resolvesVariables(String expression, String expected) {
        assertEquals(expected == null ? "" : expected, selectors(expression));
    }

    @Test
    void listsWhatHasNoNameWithItsPanel() {
        DashboardUse use = use("rate($open[5m]) / m", VariableSource.NONE, Map.of());
        assertEquals(List.of("m"), use.metrics());
        assertEquals(1, use.unresolved().size());
        Unresolved unresolved = use.unresolved().get(0);
        assertEquals("panel \"P\"", unresolved.place().words());
        assertEquals("the metric is named by $open alone", unresolved.reason());
    }

    @Test
    void takesValuesThatAreGiven() {
        DashboardUse use = use("$open{l=\"$one\"}", VariableSource.NONE, Map.of("open", "m", "one", "b"));
        assertEquals("m{l=\"b\"}", use.selections().get(0).selector());
        assertEquals(Confidence.EXACT, use.selections().get(0).confidence());
    }

    @Test
    void asksForTheValuesOfAQueriedVariable() {
        String json = """
                {"templating": {"list": [
                  {"name": "job", "type": "query", "query": "label_values(up, job)", "current": {}},
                  {"name": "host", "type": "query", "query": "label_values(up{job=\\"$job\\"}, host)", "regex": "/(.*):.*/"},
                  {"name": "metric", "type": "query", "query": "metrics(node_.*)"}]},
                 "panels": [{"targets": [{"expr": "rate($metric{host=\\"$host\\"}[5m])"}]}]}
                """;
        List<String> asked = new ArrayList<>();
        VariableSource source = (label, selector) -> {
            asked.add(label + " of " + selector);
            return Optional.of(
                    switch (label) {
                        case "job" -> List.of("a", "b");
                        case "host" -> List.of("h1:1", "h1:2", "h2:1");
                        default -> List.of("node_a", "other", "node_b");
                    });
        };
        Dashboard dashboard = new DashboardReader(LibraryPanels.NONE).read(json, "test");
        DashboardUse use = DashboardUse.of(dashboard, Map.of(), source, DAY);
        assertEquals(
                "{__name__=~\"node_a|node_b\",host=~\"(h1|h2)\"}",
                use.expressions().get(0).selections().get(0).selector());
        assertEquals(
                List.of("__name__ of ", "host of up{job=~\"(a|b)\"}", "job of up"),
                asked.stream().sorted().toList());
        assertEquals(List.of("node_a", "node_b", "up"), use.metrics());
    }

    @ParameterizedTest
    @CsvSource({"'', 1m, 1m15s", "30s, 1m, 2m", ">10m, 10m, 40m", "no, 1m, 1m15s"})
    void knowsGrafanasIntervals(String minimum, String interval, String rateInterval) {
        Intervals intervals = DAY.atLeast(minimum);
        assertEquals(interval, intervals.builtIn("__interval"));
        assertEquals(rateInterval, intervals.builtIn("__rate_interval"));
        assertEquals("86400s", intervals.builtIn("__range"));
        assertEquals("86400000", intervals.builtIn("__range_ms"));
    }
}
