package io.promsh.command.coverage;

import io.promsh.coverage.Cause;
import io.promsh.coverage.CoverageReport;
import io.promsh.coverage.Gap;
import io.promsh.coverage.GapGroup;
import io.promsh.coverage.IntervalSource;
import io.promsh.coverage.MetricCoverage;
import io.promsh.coverage.SeriesCoverage;
import io.promsh.fetch.FetchReport;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import io.promsh.output.Output;
import io.promsh.output.OutputFormat;
import io.promsh.render.Listing;
import io.promsh.render.ListingView;
import io.promsh.render.ViewOptions;
import io.promsh.target.RawMethod;
import io.promsh.testing.Golden;
import io.promsh.text.Glyphs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How coverage and its gaps look: a loss like the incident's, on wide and narrow terminals, without Unicode, in a report. */
class CoverageViewTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(CoverageViewTest.class);

    private static final Instant START = Instant.parse("2025-08-03T12:00:00Z");
    private static final TimeRange WINDOW = new TimeRange(START, START.plus(Duration.ofHours(6)));

    /** Half an hour without a server, and what each series lacks besides. */
    private static Gap gap(int fromMinute, int toMinute, Gap.Place place, Cause cause) {
        return new Gap(
                START.plusSeconds(60L * fromMinute),
                START.plusSeconds(60L * toMinute),
                2L * (toMinute - fromMinute),
                place,
                cause == Cause.SERIES_ENDED,
                cause);
    }

    private static SeriesCoverage series(Labels labels, Gap... gaps) {
        long missing = 0;
        for (Gap gap : gaps) {
            missing += gap.missing();
        }
        boolean isThere = missing < 720;
        return new SeriesCoverage(
                labels,
                Duration.ofSeconds(30),
                isThere ? IntervalSource.MEASURED : IntervalSource.ASSUMED,
                Optional.empty(),
                720,
                720 - missing,
                0,
                isThere ? Optional.of(START.plusMillis(4750)) : Optional.empty(),
                isThere ? Optional.of(START.plusSeconds(21_574)) : Optional.empty(),
                List.of(gaps));
    }

    private static CoverageReport report() {
        Gap down = gap(150, 180, Gap.Place.INSIDE, Cause.SERVER_DOWN);
        List<SeriesCoverage> traffic = new ArrayList<>();
        for (String direction : List.of("left", "right")) {
            Labels labels = Labels.of(
                    "__name__",
                    "traffic_vehicles_total",
                    "direction",
                    direction,
                    "instance",
                    "bay-bridge:8000",
                    "job",
                    "t");
            traffic.add(
                    direction.equals("left")
                            ? series(labels, down)
                            : series(labels, down, gap(300, 360, Gap.Place.TAIL, Cause.SERIES_ENDED)));
        }
        SeriesCoverage up = series(
                Labels.of("__name__", "up", "instance", "bay-bridge:8000", "job", "t"),
                down,
                gap(20, 21, Gap.Place.INSIDE, Cause.TARGET_DOWN));
        SeriesCoverage never = series(Labels.of("__name__", "never_seen"), gap(0, 360, Gap.Place.ALL, Cause.UNKNOWN));
        return new CoverageReport(
                WINDOW,
                List.of(
                        new MetricCoverage("traffic_vehicles_total", traffic),
                        new MetricCoverage("up", List.of(up)),
                        new MetricCoverage("never_seen", List.of(never))),
                Optional.of(Duration.ofSeconds(30)),
                false,
                new FetchReport(RawMethod.REMOTE_READ, 2000, 40_000, 3, List.of(), List.of(), false, Duration.ZERO));
    }

    /** Six series of one metric that differ in the middle of what they are called. */
    private static CoverageReport cameras() {
        Gap down = gap(150, 180, Gap.Place.INSIDE, Cause.SERVER_DOWN);
        List<SeriesCoverage> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Labels labels = Labels.of(
                    "__name__", "cars_total", "instance", "cam-" + i / 3 + ":9100", "job", "t", "lane", "" + i % 3);
            all.add(series(labels, down));
        }
        return new CoverageReport(
                WINDOW,
                List.of(new MetricCoverage("cars_total", all)),
                Optional.of(Duration.ofSeconds(30)),
                false,
                report().read());
    }

    @Test
    void tellsTheSeriesOfAMetricApartByTheirLabels() {
        for (int width : new int[] {80, 40}) {
            GOLDEN.lines(
                    "labels.w" + width + ".txt",
                    new CoverageView(cameras(), OptionalInt.of(width), Glyphs.UNICODE, ZoneOffset.UTC, 4).lines());
        }
    }

    private static CoverageView view(OptionalInt width, Glyphs glyphs, int rows) {
        return new CoverageView(report(), width, glyphs, ZoneOffset.UTC, rows);
    }

    @Test
    void showsTheLossAtAGlance() {
        GOLDEN.lines(
                "loss.w100.txt", view(OptionalInt.of(100), Glyphs.UNICODE, 0).lines());
    }

    @Test
    void fitsANarrowTerminal() {
        GOLDEN.lines("loss.w44.txt", view(OptionalInt.of(44), Glyphs.UNICODE, 0).lines());
    }

    @Test
    void needsNoMoreThanAscii() {
        GOLDEN.lines(
                "loss-ascii.w80.txt", view(OptionalInt.of(80), Glyphs.ASCII, 0).lines());
        GOLDEN.lines(
                "loss-ascii.piped.txt",
                view(OptionalInt.empty(), Glyphs.ASCII, 0).lines());
    }

    @Test
    void showsTheWorstFirstWhereNotAllHaveRoom() {
        GOLDEN.lines(
                "worst.w80.txt", view(OptionalInt.of(80), Glyphs.UNICODE, 2).lines());
    }

    @Test
    void saysBesideTheTableWhatItDoesNotShow() {
        GOLDEN.text(
                "notes.txt",
                String.join("\n", view(OptionalInt.empty(), Glyphs.ASCII, 0).notes()) + "\n");
    }

    private static String printed(Listing listing, OutputFormat format) {
        StringWriter out = new StringWriter();
        Output.write(listing, format, new PrintWriter(out), false);
        return out.toString();
    }

    @Test
    void goesIntoAReport() {
        GOLDEN.text("loss.md", printed(CoverageRows.of(report(), Glyphs.UNICODE), OutputFormat.MARKDOWN));
        GOLDEN.text("loss.json", printed(CoverageRows.of(report(), Glyphs.UNICODE), OutputFormat.JSON));
        GOLDEN.text("gaps.md", printed(gaps(), OutputFormat.MARKDOWN));
        GOLDEN.text("gaps.csv", printed(gaps(), OutputFormat.CSV));
    }

    private static Listing gaps() {
        return CoverageRows.gaps(GapGroup.of(report().series()));
    }

    private static ViewOptions options(int width, Glyphs glyphs) {
        return ViewOptions.of(OptionalInt.of(width), glyphs, ZoneOffset.UTC);
    }

    @Test
    void listsGapsOnceThatSeriesShare() {
        GOLDEN.lines(
                "gaps.w120.txt",
                ListingView.of(gaps(), options(120, Glyphs.UNICODE)).lines());
        GOLDEN.lines(
                "gaps-ascii.w44.txt",
                ListingView.of(gaps(), options(44, Glyphs.ASCII)).lines());
    }
}
