package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.edit.NameSource.MetricMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal needs beyond the web editor: there brackets and quotes do not close themselves. */
class CursorTest {
    /** The text with the cursor as a bar: the kinds offered, and the text replaced. */
    private static String at(String textWithBar) {
        int position = textWithBar.indexOf('|');
        Cursor cursor = Cursor.at(textWithBar.replace("|", ""), position);
        List<String> kinds =
                cursor.contexts().stream().map(context -> context.kind().id()).toList();
        String replaced =
                cursor.contexts().isEmpty() ? "" : " '" + cursor.text().substring(cursor.from(), cursor.to()) + "'";
        return String.join(" ", kinds) + replaced;
    }

    @Test
    void offersLabelsInBracesThatAreStillOpen() {
        assertEquals("label-name ''", at("up{|"));
        assertEquals("label-name 'jo'", at("up{jo|"));
        assertEquals("label-name ''", at("up{job=\"a\",|"));
        assertEquals("label-name ''", at("up{job=\"a\", |"));
        assertEquals("", at("up{job=\"a\"}|"));
    }

    @Test
    void offersValuesInQuotesThatAreStillOpen() {
        assertEquals("label-value ''", at("up{job=\"|"));
        assertEquals("label-value 'pro'", at("up{job=\"pro|"));
        assertEquals("label-value 'prometheus'", at("up{job=\"pro|metheus\"}"));
        assertEquals("", at("up{job=\"prometheus\"|}"));
    }

    @Test
    void namesTheMatchersAroundAValue() {
        String text = "up{job=\"a\", instance=~\"b.*\", zone=\"";
        CursorContext value = Cursor.at(text, text.length()).contexts().get(0);
        assertEquals("up", value.metricName().orElseThrow());
        assertEquals("zone", value.labelName().orElseThrow());
        assertEquals("up{job=\"a\",instance=~\"b.*\"}", Selectors.matchersToSelector("up", value.matchers(), "zone"));
    }

    @Test
    void offersOperandsInParenthesesThatAreStillOpen() {
        assertEquals("metric-name function aggregation ''", at("sum(|"));
        assertEquals("metric-name function aggregation ''", at("sum(rate(|"));
        assertEquals("metric-name function aggregation ''", at("topk(5, |"));
        assertEquals("number ''", at("topk(|"));
    }

    @Test
    void offersTheRightSideAfterAnOperatorAndABlank() {
        assertEquals("metric-name function aggregation binary-operator-modifier number ''", at("up / |"));
        assertEquals("metric-name function aggregation binary-operator-modifier number bool ''", at("up > |"));
    }

    @Test
    void offersWhatGoesOnAfterAnExpressionAndABlank() {
        assertEquals("binary-operator offset ''", at("up |"));
        assertEquals("aggregation-modifier binary-operator offset ''", at("sum(up) |"));
        assertEquals("aggregation-modifier binary-operator offset ''", at("sum |"));
        assertEquals("binary-operator offset ''", at("sum(up |"));
        assertEquals("metric-name function aggregation ''", at("label_join(up, |"));
        assertEquals("at-modifier ''", at("up @ |"));
        assertEquals("binary-operator offset 'un'", at("up un|"));
    }

    @Test
    void offersOnlyMetricsWhereOnlyANameMayStand() {
        for (String name : List.of("", "node_lo", "job:up:sum", "up x ")) {
            Cursor cursor = Cursor.at(EditorTree.ofMetricName(name), name.length());
            assertEquals(
                    List.of(ContextKind.METRIC_NAME),
                    cursor.contexts().stream().map(CursorContext::kind).toList(),
                    name);
        }
        assertEquals(
                "MetricName(Identifier)", EditorTree.ofMetricName("job:up:sum").notation());
    }

    @Test
    void replacesTheWholeWordAroundTheCursor() {
        assertEquals("metric-name function aggregation 'node_load1'", at("abs(node_|load1)"));
        assertEquals("label-name 'instance'", at("sum by (inst|ance) (up)"));
    }

    @Test
    void offersUnitsOnlyToNumbersWithoutOne() {
        assertEquals("duration-unit ''", at("rate(up[5|])"));
        assertEquals("", at("rate(up[5m|])"));
        assertEquals("duration-unit ''", at("up offset 5|"));
    }

    @Test
    void quotesNamesWhereTheLanguageWantsIt() {
        NameSource names = names(List.of("up", "http.requests"), List.of("job", "service.name"), List.of("a\"b"));
        assertEquals(List.of("up", "{\"http.requests\"}"), inserted("", names).subList(0, 2));
        assertEquals(List.of("\"up\"", "\"http.requests\""), inserted("{\"", names));
        assertEquals(List.of("job", "\"service.name\""), inserted("up{", names));
        assertEquals(List.of("a\\\"b"), inserted("up{job=\"", names));
    }

    private static List<String> inserted(String text, NameSource names) {
        return Cursor.at(text, text.length()).options(names).stream()
                .map(Option::insert)
                .toList();
    }

    @Test
    void describesSeriesOfAHistogramByTheirFamily() {
        NameSource names = names(List.of("h_bucket", "h_sum", "h_count", "c_total"), List.of(), List.of());
        List<String> described = Cursor.at("x", 1).options(names).stream()
                .limit(4)
                .map(option -> option.detail().orElse("") + ": " + option.help().orElse(""))
                .toList();
        assertEquals(
                List.of(
                        "counter: The total count of observations for a bucket in the histogram: Time taken.",
                        "counter: The total sum of observations for: Time taken.",
                        "counter: The total number of observations for: Time taken.",
                        "counter: Things done."),
                described);
    }

    private static NameSource names(List<String> metrics, List<String> labels, List<String> values) {
        return new NameSource() {
            @Override
            public List<String> metricNames(String typed) {
                return metrics;
            }

            @Override
            public List<String> labelNames(String metricName) {
                return labels;
            }

            @Override
            public List<String> labelValues(String labelName, String metricName, List<LabelMatcher> matchers) {
                return values;
            }

            @Override
            public Map<String, List<MetricMetadata>> metadata() {
                return Map.of(
                        "h", List.of(new MetricMetadata("histogram", "Time taken.")),
                        "c", List.of(new MetricMetadata("counter", "Things done.")));
            }
        };
    }
}
