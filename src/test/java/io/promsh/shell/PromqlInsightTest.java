package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.console.EntryInsight.Look;
import io.promsh.console.EntryInsight.Mark;
import io.promsh.console.EntryInsight.Problem;
import io.promsh.promql.edit.Incomplete;
import io.promsh.testing.FakeCommand;
import io.promsh.text.Style;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlInsightTest {
    private final CommandRegistry registry = new CommandRegistry(List.of(
            FakeCommand.promql("query"),
            FakeCommand.promql("watch", new OptionSpec("every", "DURATION", "", Completes.DURATION)),
            FakeCommand.words("targets list", ""),
            FakeCommand.words("metrics", "[PATTERN]")));
    private final LineParser parser = new LineParser(registry);
    private final PromqlInsight insight = new PromqlInsight(registry, parser, new Entries(parser, Incomplete::isOpen));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "rate(up{job=\"a\"}[5m]) => function:rate label_name:job operator:= string:\"a\" duration:5m",
                "watch --every 5s up => command:watch option:--every metric:up",
                "metrics --limit 3 'a b' => command:metrics option:--limit string:'a b'",
                "up | jq . => metric:up operator:|",
                "sum by (job) (up) # why => aggregation:sum keyword:by label_name:job metric:up comment:# why"
            })
    void paintsCommandsOptionsAndPromql(String text, String expected) {
        StringBuilder seen = new StringBuilder();
        for (Mark mark : insight.look(text).marks()) {
            if (mark.style() != Style.PLAIN && !(mark.style() == Style.METRIC && text.startsWith("rate"))) {
                seen.append(seen.length() > 0 ? " " : "")
                        .append(mark.style().name().toLowerCase(Locale.ROOT))
                        .append(':')
                        .append(text, mark.from(), mark.to());
            }
        }
        assertEquals(expected, seen.toString());
    }

    @Test
    void whatIsHalfTypedIsNotWrong() {
        for (String text :
                List.of("", "su", "sum(", "rate(up[5", "up{job=\"", "up +", "targets li", "watch --ev", "metrics x")) {
            assertEquals(List.of(), insight.look(text).problems(), text);
        }
    }

    @Test
    void errorsOfACompleteExpressionAreToldInTheServersWords() {
        Problem problem = insight.look("query rate(up)").problems().get(0);
        assertEquals("expected type range vector in call to function \"rate\", got instant vector", problem.message());
        assertEquals("up", "query rate(up)".substring(problem.from(), problem.to()));
    }

    @Test
    void unknownOptionsAreToldOnceOneTypesOn() {
        List<Problem> problems = insight.look("watch --evry 5s ").problems();
        assertEquals(List.of(new Problem(6, 15, "'watch' has no option --evry")), problems);
    }

    @Test
    void everyPastedLineIsLookedAtOnItsOwn() {
        String text = "up\nrate(up)\nmetrics x";
        Look look = insight.look(text);
        assertEquals(1, look.problems().size());
        assertEquals(
                "up",
                text.substring(
                        look.problems().get(0).from(), look.problems().get(0).to()));
        assertTrue(look.marks().contains(new Mark(12, 19, Style.COMMAND)), look.toString());
    }

    @Test
    void findsThePartnerOfABracket() {
        assertEquals(OptionalInt.of(7), insight.matchingBracket("sum({a})", 3));
        assertEquals(OptionalInt.empty(), insight.matchingBracket("sum(", 3));
        assertEquals(OptionalInt.empty(), insight.matchingBracket("sum", 9));
    }

    @Test
    void marksAreInOrderWhateverIsTyped() {
        Random random = new Random(7);
        String letters = "ab up(){}[]\"'`\\#|-=!~<>@,:5ms\n watch query metrics --every ";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(round % 5 == 0 ? "watch " : "");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            int before = 0;
            for (Mark mark : insight.look(text.toString()).marks()) {
                assertTrue(mark.from() >= before && mark.to() <= text.length(), () -> "marks of: " + text);
                before = mark.to();
            }
            insight.isComplete(text.toString());
        }
    }
}
