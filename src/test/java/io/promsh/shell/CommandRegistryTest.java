package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.testing.FakeCommand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandRegistryTest {
    private final CommandRegistry registry = new CommandRegistry(List.of(
            FakeCommand.changing("volume backup"),
            FakeCommand.words("targets", ""),
            FakeCommand.words("targets list", ""),
            FakeCommand.words("metrics", "[PATTERN]"),
            FakeCommand.promql("query")));

    @Test
    void theLongestWordsWin() {
        assertEquals("targets list@13", leading("targets  list"));
        assertEquals("targets list@12", leading("targets list x"));
        assertEquals("targets@7", leading("targets lists"));
        assertEquals("targets@7", leading("targets"));
    }

    @Test
    void aCommandEndsAtABlankABarOrTheEnd() {
        assertEquals("metrics@7", leading("metrics\tfoo"));
        assertEquals("metrics@7", leading("metrics|head"));
        assertEquals("none", leading("metrics_total"));
        assertEquals("none", leading("metrics{a=\"b\"}"));
        assertEquals("none", leading("Metrics"));
        assertEquals("none", leading(""));
    }

    @Test
    void refusesTwoCommandsOfTheSameWords() {
        var twice = List.<io.promsh.command.Command>of(FakeCommand.promql("a"), FakeCommand.words("a", ""));
        assertThrows(IllegalArgumentException.class, () -> new CommandRegistry(twice));
    }

    @Test
    void listsByGroup() {
        assertEquals(
                List.of("query", "targets", "targets list", "metrics", "volume backup"),
                registry.all().stream().map(c -> c.spec().words()).toList());
    }

    @Test
    void findsWhatWasProbablyMeant() {
        assertEquals(Optional.of("metrics"), registry.nearest("metrcis"));
        assertEquals(Optional.of("targets list"), registry.nearest("targets  lst"));
        assertEquals(Optional.empty(), registry.nearest("zzzzzz"));
    }

    private String leading(String line) {
        return registry.leading(line)
                .map(found -> found.command().spec().words() + "@" + found.end())
                .orElse("none");
    }
}
