package io.promsh.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.FakeTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bar in a line stands for the cursor, so lines that hold a real bar are spelt out. */
class LineCompleterTest {
    private static final LineWords WORDS = new LineWords(
            List.of(
                    new CommandWords("query", "asks", Fills.PROMQL, true, List.of()),
                    new CommandWords(
                            "range",
                            "asks over time",
                            Fills.PROMQL,
                            true,
                            List.of(new OptionWords("raw", "", "as stored", Fills.NOTHING))),
                    new CommandWords("describe", "a metric", Fills.METRIC, true, List.of()),
                    new CommandWords("values", "of a label", Fills.LABEL_NAME, true, List.of()),
                    new CommandWords("session", "who am I", Fills.NOTHING, false, List.of()),
                    new CommandWords("session diagnose", "tries the ways in", Fills.TARGET, true, List.of()),
                    new CommandWords("targets list", "targets", Fills.NOTHING, false, List.of()),
                    new CommandWords("use", "a target", Fills.TARGET, true, List.of()),
                    new CommandWords("set", "a setting", Fills.SETTING, true, List.of()),
                    new CommandWords("source", "a file", Fills.FILE, true, List.of()),
                    new CommandWords("help", "explains", Fills.TOPIC, true, List.of())),
            List.of(
                    new OptionWords("output", "FORMAT", "how it looks", Fills.FORMAT),
                    new OptionWords("last", "DURATION", "window", Fills.DURATION),
                    new OptionWords("strict", "", "warnings fail", Fills.NOTHING)),
            () -> List.of("local", "cloud"),
            List.of("table", "json", "jsonl"));

    @TempDir
    private Path folder;

    private final FakeTarget target = new FakeTarget()
            .withSeries("up", "job", "api", "instance", "a:9090")
            .withSeries("up", "job", "web", "instance", "b:9090")
            .withSeries("traffic_vehicles_total", "lane", "left", "note", "say \"hi\"\\")
            .withSeries("http.requests", "code", "200")
            .withMetadata("traffic_vehicles", "counter", "Vehicles\nseen\u001b[31m")
            .withMetadata("up", "gauge", "");
    private final ManualExecutor executor = new ManualExecutor();
    private LineCompleter completer = new LineCompleter(WORDS, Optional::empty, Path.of("."));

    @BeforeEach
    void loadNames() {
        Catalog catalog = new Catalog(target, CatalogPolicy.DEFAULT, CatalogDisk.none(), executor, new ManualClock());
        catalog.open();
        executor.runAll();
        completer = new LineCompleter(WORDS, () -> Optional.of(catalog), folder);
    }

    private Completion complete(String lineWithBar) {
        int cursor = lineWithBar.indexOf('|');
        String line = lineWithBar.replace("|", "");
        completer.complete(line, cursor);
        executor.runAll();
        return completer.complete(line, cursor);
    }

    private List<String> names(String lineWithBar) {
        return complete(lineWithBar).candidates().stream()
                .map(Candidate::display)
                .toList();
    }

    /** What the line becomes with the candidate of that name, a bar at the cursor. */
    private String chosen(String lineWithBar, String name) {
        Completion found = complete(lineWithBar);
        for (Candidate candidate : found.candidates()) {
            if (candidate.display().equals(name)) {
                Completion.Edited edited = found.apply(lineWithBar.replace("|", ""), candidate);
                return new StringBuilder(edited.line())
                        .insert(edited.cursor(), '|')
                        .toString();
            }
        }
        return "no " + name + " in " + found.candidates();
    }

    @Test
    void findsAMetricFuzzilyWithTypeAndHelp() {
        Candidate first = complete("sum(trv|").candidates().get(0);
        assertEquals("traffic_vehicles_total", first.insert());
        assertEquals("counter  Vehicles seen\\u001b[31m", first.description());
    }

    @Test
    void replacesTheWholeWordAlsoBehindTheCursor() {
        assertEquals("rate(traffic_vehicles_total|[5m])", chosen("rate(traf|fic_xyz[5m])", "traffic_vehicles_total"));
    }

    @Test
    void offersCommandsBeforeMetricsAtTheStartOfALine() {
        assertEquals(List.of("use", "up"), names("u|").subList(0, 2));
        assertEquals("query |", chosen("qu|", "query"));
        assertEquals(List.of("up"), names("up|").subList(0, 1));
    }

    @Test
    void offersCommandsAndMetricsOnAnEmptyLine() {
        List<String> names = names("|");
        assertTrue(names.containsAll(List.of("query", "targets list", "up", "rate", "sum")), names.toString());
    }

    @Test
    void offersNoCommandsWithinAnExpression() {
        assertFalse(names("sum(qu|").contains("query"));
        assertFalse(names("query qu|").contains("query"));
    }

    @Test
    void completesTheSecondWordOfACommandTogetherWithTheFirst() {
        assertEquals("targets list|", chosen("targets l|", "targets list"));
        assertEquals("session diagnose |", chosen("session |", "session diagnose"));
        assertEquals(List.of("local", "cloud"), names("session diagnose |"));
    }

    @Test
    void addsWhatFollowsAFunctionUnlessItIsThere() {
        assertEquals("rate(|", chosen("rat|", "rate"));
        assertEquals("rate(|up[5m])", chosen("rat|(up[5m])", "rate"));
        assertTrue(complete("rat|").candidates().get(0).description().startsWith("(range vector)"));
    }

    @Test
    void offersTheLabelsOfTheMetricWithinBraces() {
        assertEquals(
                List.of("instance", "job"),
                names("up{|}").stream().filter(n -> !n.equals("__name__")).toList());
        assertEquals("up{job=\"|}", chosen("up{j|}", "job"));
        assertEquals("up{job|=\"x\"}", chosen("up{jo|=\"x\"}", "job"));
        assertTrue(target.calls.contains("labelNames [up] 10000"), target.calls.toString());
    }

    @Test
    void offersTheLabelsOfTheMetricInGroupings() {
        assertEquals("sum by(job|) (up)", chosen("sum by(jo|) (up)", "job"));
    }

    @Test
    void offersTheValuesOfALabelWithinItsQuotes() {
        assertEquals(List.of("api", "web"), names("up{job=\"|\"}"));
        assertEquals("up{job=\"api\"|}", chosen("up{job=\"a|\"}", "api"));
        assertEquals("up{job=\"api\"|", chosen("up{job=\"a|", "api"));
    }

    @Test
    void narrowsValuesByTheOtherMatchers() {
        assertEquals(List.of("b:9090"), names("up{job=\"web\",instance=\"|\"}"));
        assertTrue(target.calls.contains("labelValues instance [up{job=\"web\"}] 10000"), target.calls.toString());
    }

    @Test
    void escapesValuesAsTheirQuotesDemand() {
        String metric = "traffic_vehicles_total";
        assertEquals(metric + "{note=\"say \\\"hi\\\"\\\\\"|}", chosen(metric + "{note=\"|\"}", "say \"hi\"\\"));
        assertEquals(metric + "{note='say \"hi\"\\\\'|}", chosen(metric + "{note='|'}", "say \"hi\"\\"));
        assertEquals(metric + "{note=`say \"hi\"\\`|}", chosen(metric + "{note=`|`}", "say \"hi\"\\"));
    }

    @Test
    void quotesValuesForRegularExpressionsAndCompletesTheLastAlternative() {
        completer.complete("up{instance=~\"a:9090|b\"}", 22);
        executor.runAll();
        Completion found = completer.complete("up{instance=~\"a:9090|b\"}", 22);
        assertEquals(
                "up{instance=~\"a:9090|b:9090\"}",
                found.apply("up{instance=~\"a:9090|b\"}", found.candidates().get(0))
                        .line());
        target.withSeries("down", "path", "a.b+c");
        assertEquals("down{path=~\"a\\\\.b\\\\+c\"|}", chosen("down{path=~\"|\"}", "a.b+c"));
    }

    @Test
    void offersUtf8NamesInTheirQuotedForm() {
        assertEquals("sum({\"http.requests\"}|", chosen("sum(htt|", "http.requests"));
        assertEquals("{\"http.requests\"|}", chosen("{\"http|\"}", "http.requests"));
    }

    @Test
    void offersDurationsAndModifiers() {
        assertTrue(names("up[|").contains("5m"));
        assertTrue(names("up[5|").contains("m"));
        assertTrue(names("up off|").contains("offset"));
        assertTrue(names("sum(up) b|").contains("by"));
    }

    @Test
    void offersOptionsAndTheirValues() {
        assertEquals("--output FORMAT", names("range --o|").get(0));
        assertEquals("range --last |", chosen("range --la|", "--last DURATION"));
        assertEquals(List.of("table", "json", "jsonl"), names("range --output |"));
        assertEquals(List.of("json", "jsonl"), names("range -o js| up"));
        assertEquals("range --output=json| up", chosen("range --output=js| up", "json"));
        assertEquals("range --raw sum(up|)", chosen("range --raw sum(u|)", "up"));
        assertTrue(names("range --last 5|").contains("5m"));
    }

    @Test
    void offersSettingsAndTheirValues() {
        assertEquals(List.of("output", "last", "strict"), names("set |"));
        assertEquals(List.of("table", "json", "jsonl"), names("set output |"));
        assertEquals(List.of("on", "off"), names("set strict |"));
    }

    @Test
    void offersMetricsAndLabelsAsArguments() {
        assertEquals("describe traffic_vehicles_total|", chosen("describe trv|", "traffic_vehicles_total"));
        assertTrue(names("values j|").contains("job"));
        assertTrue(names("values job up{|}").contains("instance"));
    }

    @Test
    void offersEverythingThatHelpExplains() {
        assertEquals("help rate|", chosen("help ra|", "rate"));
        assertEquals("help targets list|", chosen("help tar|", "targets list"));
        assertTrue(names("help trv|").contains("traffic_vehicles_total"));
    }

    @Test
    void offersFilesAndFoldersQuotedWhereNeeded() throws IOException {
        Files.createDirectories(folder.resolve("books"));
        Files.writeString(folder.resolve("books/run me.psh"), "");
        assertEquals("source books/|", chosen("source bo|", "books/"));
        assertEquals("source \"books/run me.psh\" |", chosen("source books/r|", "run me.psh"));
        assertEquals(List.of(), names("source nowhere/|"));
    }

    @Test
    void offersFilesBehindTheBarAndNothingForTheSystemCommand() throws IOException {
        Files.writeString(folder.resolve("out.txt"), "");
        assertTrue(completer.complete("up | te", 7).candidates().isEmpty());
        assertEquals(
                "out.txt",
                completer.complete("up | tee o", 10).candidates().get(0).insert());
    }

    @Test
    void countsWhatIsNotShown() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("many_" + i);
        }
        target.withMetrics(many);
        Catalog catalog = new Catalog(target, CatalogPolicy.DEFAULT, CatalogDisk.none(), executor, new ManualClock());
        catalog.open();
        executor.runAll();
        completer = new LineCompleter(WORDS, () -> Optional.of(catalog), folder);
        Completion found = complete("sum(many|");
        assertEquals(CandidatePool.MOST, found.candidates().size());
        assertEquals(1_000, found.candidates().size() + found.more());
        assertTrue(found.moreIsExact());
    }

    @Test
    void worksWithoutATarget() {
        completer = new LineCompleter(WORDS, Optional::empty, folder);
        assertTrue(names("ra|").containsAll(List.of("range", "rate")));
        assertEquals(List.of(), names("up{|}"));
    }

    @Test
    void survivesAnyCursorInAnyLine() {
        String[] lines = {
            "range --output=json --last 5m rate(http{a=~\"b|c\"}[5m]) | less",
            "values job {\"x y\"='z'}",
            "  # comment\nset output ",
            "help \u6e29\u5ea6 '",
            "source \"a b",
            "sum by (a, `b`) (\"\\"
        };
        for (String line : lines) {
            for (int cursor = -1; cursor <= line.length() + 1; cursor++) {
                Completion found = completer.complete(line, cursor);
                assertTrue(found.replaceFrom() <= found.replaceTo() && found.replaceTo() <= line.length(), line);
                for (Candidate candidate : found.candidates()) {
                    Completion.Edited edited = found.apply(line, candidate);
                    assertTrue(edited.cursor() <= edited.line().length(), line + candidate);
                }
            }
            executor.runAll();
        }
    }
}
