package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.text.Nearest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static Invocation parse(String... arguments) {
        return Invocation.parse(List.of(arguments));
    }

    @Test
    void readsLinesAndSettingsInAnyOrder() {
        Invocation call =
                parse("-c", "up", "--target", "prod", "-o", "json", "--limit=5", "-c", "vector(1)", "--strict");

        assertEquals(List.of("up", "vector(1)"), call.lines());
        assertEquals("prod", call.settings().get(Setting.TARGET));
        assertEquals("json", call.settings().get(Setting.OUTPUT));
        assertTrue(call.settings().isOn(Setting.STRICT));
    }

    @Test
    void aLineMayBeginWithAMinus() {
        assertEquals(List.of("-rate(x[5m])"), parse("-c", "-rate(x[5m])").lines());
    }

    @Test
    void readsTheOtherWaysToStart() {
        assertEquals(Optional.of("x.psh"), parse("-f", "x.psh").file());
        assertEquals(Invocation.Mode.DEMO, parse("demo", "-c", "up").mode());
        assertEquals(Optional.of("zsh"), parse("completion", "zsh").systemShell());
        assertEquals(Invocation.Mode.VERSION, parse("--version").mode());
        assertEquals(Invocation.Mode.HELP, parse("--help").mode());
    }

    @Test
    void refusesWhatItDoesNotKnowWithWhatToType() {
        assertEquals(
                "did you mean --target?",
                assertThrows(Failure.class, () -> parse("--tarket", "x")).hint());
        assertTrue(assertThrows(Failure.class, () -> parse("up")).hint().contains("-c 'up'"));
        assertThrows(Failure.class, () -> parse("-x"));
        assertThrows(Failure.class, () -> parse("-c"));
        assertThrows(Failure.class, () -> parse("-c", "up", "-f", "x"));
        assertThrows(Failure.class, () -> parse("completion"));
    }

    @Test
    void findsTheNearestWordOrNone() {
        assertEquals(Optional.of("targets"), Nearest.of("tragets", List.of("labels", "targets")));
        assertEquals(Optional.empty(), Nearest.of("zzz", List.of("labels", "targets")));
    }
}
