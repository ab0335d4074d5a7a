package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private static final OptionSpec EVERY = new OptionSpec("every", "DURATION", "", Completes.DURATION);
    private static final OptionSpec KEEP = OptionSpec.toggle("keep", "");

    private final LineParser parser = new LineParser(new CommandRegistry(List.of(
            FakeCommand.promql("query"),
            FakeCommand.promql("watch", EVERY),
            FakeCommand.words("help", "[TOPIC]"),
            FakeCommand.words("connect", "NAME|URL", KEEP, EVERY),
            FakeCommand.words("session", ""),
            FakeCommand.words("session diagnose", ""),
            FakeCommand.words("targets list", ""),
            FakeCommand.words("metrics", "[PATTERN]"))));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "up --last 5m => type: query --last 5m up",
                "watch sum(up) --every 5s --last 5m => type: watch --every 5s --last 5m sum(up)",
                "query up -o json => type: query -o json up",
            })
    void optionsBehindAnExpressionAreToldWhereTheyBelong(String line, String hint) {
        Failure failure = assertThrows(Failure.class, () -> parse(line));
        assertEquals("options stand before the expression", failure.message());
        assertEquals(hint, failure.hint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --last", "a -o", "x{a=' --last 5m'} -o", "sum(up --b)"})
    void whatIsPromqlIsNoLateOption(String line) {
        assertEquals(line, parse(line).arguments().raw());
    }

    @Test
    void theFirstWordOfSeveralCommandsNamesThem() {
        Failure failure = assertThrows(Failure.class, () -> parse("targets"));
        assertEquals("type: targets list; a metric of that name: query targets", failure.hint());
        assertEquals("targets", parse("query targets").arguments().raw());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{job='a  b'}",
                "-rate(x[5m])",
                "a -  b",
                "--up",
                "metrics_total",
                "query_total{a=\"b | c\"}",
                "up{a=`\\|`} # not | a pipe",
                "sum by (job) (up)",
                "1",
                "\"text\"",
                "{__name__=\"caf\u00e9\"}",
                "up == 'a\\'b | c'"
            })
    void whatIsNoCommandIsPromqlRaw(String line) {
        ParsedLine parsed = parse("  " + line + "  ");
        assertEquals("query", parsed.command().spec().words());
        assertEquals(line, parsed.arguments().raw());
        assertEquals(Optional.empty(), parsed.pipe());
        assertEquals(Map.of(), parsed.arguments().options());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "query --limit 5 -up{a='x  y'} => -up{a='x  y'}",
                "query --limit=5 up => up",
                "query -o json up => up",
                "query --strict up => up",
                "query --at 'yesterday 14:00' up => up",
                "query -- --limit => --limit",
                "query --limit 5 -- --limit => --limit",
                "query --rate(x[5m]) => --rate(x[5m])",
                "query --rate (x[5m]) => --rate (x[5m])",
                "query --limit{a=\"b\"} => --limit{a=\"b\"}",
                "query --limit== 5 => --limit== 5",
                "query --foo and bar => --foo and bar",
                "query --foo => --foo",
                "query --1 => --1",
                "query ---up => ---up",
                "query -o + up => -o + up",
                "query -o => -o",
                "query -o{a=\"b\"} => -o{a=\"b\"}",
                "watch --every 5s --limit 1 up => up"
            })
    void optionsStandInFrontOfPromql(String line, String raw) {
        assertEquals(raw, parse(line).arguments().raw());
    }

    @Test
    void optionsChangeTheSettingsOfTheLineOnly() {
        Settings session = Settings.DEFAULTS.with(Setting.LAST, "3h");
        ParsedLine parsed =
                parser.parse("watch --every=5s --limit 7 -o json up", session).orElseThrow();
        assertEquals("7", parsed.settings().get(Setting.LIMIT));
        assertEquals("json", parsed.settings().get(Setting.OUTPUT));
        assertEquals("3h", parsed.settings().get(Setting.LAST));
        assertEquals(Map.of("every", List.of("5s")), parsed.arguments().options());
        assertEquals("", session.get(Setting.LIMIT));
    }

    @Test
    void optionsOfWordCommandsStandAnywhere() {
        ParsedLine parsed = parse("connect --keep  http://h:9090/x?a=b  second --every 5s --every '6 s' # note");
        assertEquals("http://h:9090/x?a=b  second", parsed.arguments().raw());
        assertEquals(
                List.of("http://h:9090/x?a=b", "second"), parsed.arguments().words());
        assertEquals(
                Map.of("keep", List.of("on"), "every", List.of("5s", "6 s")),
                parsed.arguments().options());
        assertEquals("a b", parse("metrics a --limit 3 b").arguments().raw());
        assertEquals(
                List.of("--limit", "3"),
                parse("metrics -- --limit 3").arguments().words());
        assertEquals(List.of("-2h"), parse("metrics -2h").arguments().words());
        assertEquals(Map.of(), parse("connect x --keep=off").arguments().options());
    }

    @Test
    void quotesKeepWordsTogetherAndAreTakenOff() {
        ParsedLine parsed = parse("metrics 'a b' \"c \\\" d\" e\"f g\"h \\d");
        assertEquals(
                List.of("a b", "c \" d", "ef gh", "\\d"), parsed.arguments().words());
        assertEquals("'a b' \"c \\\" d\" e\"f g\"h \\d", parsed.arguments().raw());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "up | jq . => up => jq .",
                "up|jq '.[] | length' => up => jq '.[] | length'",
                "up{a=\"|\"} | grep \"x|y\" # z => up{a=\"|\"} => grep \"x|y\" # z",
                "metrics foo | sort | uniq => foo => sort | uniq",
                "query --limit 3 up | head -1 => up => head -1",
                "metrics http://h/#frag | wc => http://h/#frag => wc"
            })
    void aBarLeadsIntoASystemCommand(String line, String raw, String pipe) {
        ParsedLine parsed = parse(line);
        assertEquals(raw, parsed.arguments().raw());
        assertEquals(Optional.of(pipe), parsed.pipe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "query --lats 5m up => 'query' has no option --lats => did you mean --last?",
                "query --foo=5 up => 'query' has no option --foo => usage: query EXPR",
                "watch --evry 5s up => 'watch' has no option --evry => did you mean --every?",
                "connect x --kep => 'connect' has no option --kep => did you mean --keep?",
                "connect -k x => there is no option -k here => usage: connect [--keep] [--every DURATION] NAME|URL",
                "connect x --every => --every needs a value => write: --every DURATION",
                "query --limit= up => --limit needs a value => write: --limit N",
                "query --limit many up => --limit takes a whole number, not 'many' => for example --limit 100",
                "connect 'x => a quote is not closed: 'x => close it with '",
                "session diagnse => 'session' takes no arguments => did you mean: session diagnose",
                "session == 1 => 'session' takes no arguments => a metric of that name is asked with: query session",
                "targets lst => there is no command 'targets lst' => did you mean: targets list",
                "metrcs traffic => there is no command 'metrcs' => did you mean: metrics traffic",
                "--limit 5 up => a plain expression takes no options => name the command: query --limit 5 up",
                "up | => no system command follows the bar => for example: up | less",
                "up || down => '||' is no PromQL => the union of two vectors is: a or b",
                "| less => no expression stands before the bar => for example: up | less"
            })
    void sessionsAreToldWhatToTypeInstead(String line, String message, String hint) {
        Failure failure = assertThrows(Failure.class, () -> parse(line));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals(message, failure.message());
        assertEquals(hint, failure.hint());
    }

    @Test
    void operatorsAfterHalfACommandArePromql() {
        assertEquals("targets and up", parse("targets and up").arguments().raw());
        assertEquals("targets + 1", parse("targets + 1").arguments().raw());
    }

    @Test
    void helpOfACommandIsAskedOfIt() {
        for (String line : List.of("watch --help", "connect -h", "connect x --help", "watch --every 5s --help up")) {
            ParsedLine parsed = parse(line);
            assertEquals("help", parsed.command().spec().words());
            assertEquals(
                    line.substring(0, line.indexOf(' ')), parsed.arguments().raw());
        }
    }

    @Test
    void blanksAndCommentsAreNothing() {
        for (String line : List.of("", "  ", "# note", "\n # a\n\t#b")) {
            assertTrue(parser.parse(line, Settings.DEFAULTS).isEmpty());
        }
        assertEquals("foo", parse("# about foo\nmetrics foo").arguments().raw());
        assertEquals("up +\n# why\n1", parse("up +\n# why\n1").arguments().raw());
    }

    private ParsedLine parse(String line) {
        return parser.parse(line, Settings.DEFAULTS).orElseThrow();
    }
}
