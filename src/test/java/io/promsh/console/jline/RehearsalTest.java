package io.promsh.console.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.completion.Completion;
import io.promsh.console.EntryInsight;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest {
    @Test
    @Timeout(20)
    void completesAndEndsByItself() {
        List<String> completed = new ArrayList<>();
        Rehearsal.run(
                new EntryInsight() {
                    @Override
                    public boolean isComplete(String entry) {
                        return true;
                    }

                    @Override
                    public Look look(String entry) {
                        return Look.PLAIN;
                    }

                    @Override
                    public OptionalInt matchingBracket(String entry, int position) {
                        return OptionalInt.empty();
                    }
                },
                (line, cursor) -> {
                    completed.add(line);
                    return Completion.none(cursor);
                },
                "rate(up)");
        assertEquals(List.of("rate(up)"), completed);
    }
}
