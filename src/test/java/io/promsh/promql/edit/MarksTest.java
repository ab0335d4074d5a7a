package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.promql.edit.Marks.Mark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static List<String> underlined(String text) {
        return Marks.of(text).marks().stream()
                .map(mark -> text.substring(mark.from(), mark.to()))
                .toList();
    }

    @Test
    void underlinesWhatTheServerWillRefuse() {
        assertEquals(List.of("foo"), underlined("rate(foo)"));
        assertEquals(List.of("bar"), underlined("foo bar + 1"));
    }

    @Test
    void doesNotUnderlineWhatIsOnlyNotFinished() {
        for (String unfinished : List.of(
                "",
                "sum(",
                "sum(rate(",
                "up{",
                "up{job",
                "up{job=",
                "up{job=\"a",
                "up{job=\"a\"",
                "up[",
                "up[5",
                "up[5m",
                "up[5m:",
                "up +",
                "up offset",
                "up offset -",
                "up @",
                "(",
                "\"abc",
                "sum by",
                "sum by (",
                "a / on",
                "a / on (b")) {
            assertEquals(List.of(), Marks.of(unfinished).marks(), unfinished);
            assertTrue(Marks.of(unfinished).isIncomplete(), unfinished);
        }
    }

    @Test
    void doesNotUnderlineTheBeginningOfAWordThatFits() {
        for (String beginning : List.of(
                "up un",
                "up of",
                "sum(up) b",
                "up !",
                "up{job!",
                "up =",
                "up[5m:st",
                "up offset st",
                "up @ st",
                "1e")) {
            assertEquals(List.of(), Marks.of(beginning).marks(), beginning);
            assertTrue(Marks.of(beginning).isIncomplete(), beginning);
        }
        assertFalse(Marks.of("up xy").marks().isEmpty());
    }

    @Test
    void tellsTheMessageOfTheErrorAtTheCursor() {
        Marks marks = Marks.of("rate(foo) + 1");
        Optional<String> message =
                Optional.of("expected type range vector in call to function \"rate\", got instant vector");
        assertEquals(message, marks.messageAt(5));
        assertEquals(message, marks.messageAt(8));
        assertEquals(Optional.empty(), marks.messageAt(12));
    }

    @Test
    void hasNothingToSayOfAValidExpression() {
        Marks marks = Marks.of("sum by (job) (rate(up{job=\"\u00e9\"}[5m]))");
        assertEquals(List.of(), marks.marks());
        assertEquals(Optional.empty(), marks.incomplete());
        assertFalse(marks.isIncomplete());
    }

    @Test
    void countsPositionsInCharactersNotInBytes() {
        String text = "\"\u00e9\ud83d\ude00\" + foo bar + 1";
        Mark mark = Marks.of(text).marks().get(0);
        assertEquals("bar", text.substring(mark.from(), mark.to()));
    }
}
