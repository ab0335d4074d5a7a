package io.promsh.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.render.ListingView;
import io.promsh.render.ViewOptions;
import io.promsh.testing.Answers;
import io.promsh.testing.Golden;
import io.promsh.text.Glyphs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListWriterTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(ListWriterTest.class);

    private static final Listing SCRAPES = Listing.of("scrape target", "scrape targets")
            .field("job", "job", Kind.NAME)
            .field("health", "health", Kind.STATE)
            .field("series", "series", Kind.NUMBER)
            .field("bodyBytes", "body", Kind.BYTES, 3)
            .field("durationSeconds", "took", Kind.SECONDS, 2)
            .field("failedRatio", "failed", Kind.RATIO, 4)
            .field("lastScrape", "last scrape", Kind.TIME, 1)
            .field("isNew", "new", Kind.FLAG, 5)
            .field("pools", "pools", Kind.LIST, 5)
            .field("error", "error", Kind.TEXT)
            .row("node", "up", 1234L, 56_789L, 0.0123, 0.158, Answers.AT, true, List.of("a", "b"), null)
            .row(
                    "a|b\u001b[0m",
                    "down",
                    0,
                    null,
                    Double.NaN,
                    0.0,
                    Answers.AT.plusMillis(5),
                    false,
                    List.of(),
                    "Get \"http://10.0.0.1:9100/metrics\": dial tcp: connection refused")
            .row("\u57ce\u5e02", "unknown", 2.5, 0L, 3.0, 1.0, null, null, null, "=cmd")
            .build();

    private static String written(Listing listing, OutputFormat format, boolean isTerminal) {
        StringWriter text = new StringWriter();
        Output.write(listing, format, new PrintWriter(text), isTerminal);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENMETRICS")
    void writesListsIn(OutputFormat format) {
        GOLDEN.text("list." + format.word() + ".txt", written(SCRAPES, format, false));
    }

    @Test
    void refusesOpenMetrics() {
        Failure failure = assertThrows(Failure.class, () -> written(SCRAPES, OutputFormat.OPENMETRICS, false));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals("a list of scrape targets cannot be written as openmetrics", failure.message());
    }

    @Test
    void writesAnEmptyListAsAnEmptyArray() {
        Listing empty =
                Listing.of("alert", "alerts").field("name", "name", Kind.NAME).build();
        assertEquals("[]\n", written(empty, OutputFormat.JSON, false));
        assertEquals("", written(empty, OutputFormat.JSONL, false));
        assertEquals("name\r\n", written(empty, OutputFormat.CSV, false));
        assertEquals("", written(empty, OutputFormat.TABLE, false));
        assertEquals(
                "no alerts",
                ListingView.of(empty, ViewOptions.of(OptionalInt.of(80), Glyphs.UNICODE, ZoneOffset.UTC))
                        .footer()
                        .get(0)
                        .text());
    }

    @Test
    void drawsListsForATerminal() {
        for (int width : new int[] {120, 80, 40}) {
            ViewOptions options = ViewOptions.of(OptionalInt.of(width), Glyphs.UNICODE, ZoneOffset.UTC);
            GOLDEN.lines(
                    "list.w" + width + ".txt", ListingView.of(SCRAPES, options).all());
        }
        ViewOptions two =
                ViewOptions.of(OptionalInt.of(80), Glyphs.ASCII, ZoneOffset.UTC).withRows(2);
        GOLDEN.lines("list-capped.w80.txt", ListingView.of(SCRAPES, two).all());
    }
}
