package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HighlightTest {
    private static String painted(String text) {
        List<TokenSpan> spans = Highlight.tokens(text);
        return spans.stream()
                .map(span -> span.kind() + ":" + text.substring(span.from(), span.to()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void paintsEachClass() {
        assertEquals(
                "AGGREGATION:sum KEYWORD:by PAREN:( LABEL_NAME:job PAREN:) PAREN:( FUNCTION:rate PAREN:( METRIC:http_total "
                        + "PAREN:{ LABEL_NAME:code OPERATOR:=~ STRING:\"5..\" PAREN:} PAREN:[ DURATION:5m PAREN:] PAREN:) "
                        + "PAREN:) OPERATOR:> NUMBER:1e3 COMMENT:# high",
                painted("sum by (job) (rate(http_total{code=~\"5..\"}[5m])) > 1e3 # high"));
    }

    @Test
    void paintsWordsByWhatTheyMeanHere() {
        assertEquals("METRIC:sum OPERATOR:+ METRIC:rate", painted("sum + rate"));
        assertEquals("METRIC:by KEYWORD:and METRIC:and", painted("by and and"));
        assertEquals("METRIC:a KEYWORD:offset FUNCTION:step PAREN:( PAREN:)", painted("a offset step()"));
        assertEquals("METRIC:a OPERATOR:@ KEYWORD:start PAREN:( PAREN:)", painted("a @ start()"));
    }

    @Test
    void tellsQuotedMetricNamesFromQuotedLabelNames() {
        assertEquals(
                "PAREN:{ METRIC:\"my.metric\" LABEL_NAME:\"my.label\" OPERATOR:= STRING:'x' PAREN:}",
                painted("{\"my.metric\", \"my.label\"='x'}"));
    }

    @Test
    void paintsAsWrongOnlyWhatIsBehindTheTyping() {
        assertEquals("METRIC:foo METRIC:un", painted("foo un"));
        assertEquals("METRIC:foo ERROR:bar OPERATOR:+ NUMBER:1", painted("foo bar + 1"));
        assertEquals("PAREN:( ERROR:$ METRIC:x PAREN:)", painted("($x)"));
        assertEquals("METRIC:foo", painted("foo !"));
    }

    @Test
    void keepsPositionsBeyondTheBasicPlane() {
        assertEquals(
                "METRIC:a PAREN:{ LABEL_NAME:b OPERATOR:= STRING:\"\ud83d\ude00\" PAREN:} OPERATOR:+ METRIC:c",
                painted("a{b=\"\ud83d\ude00\"} + c"));
    }
}
