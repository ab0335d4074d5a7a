package io.promsh.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static void ask(FakeConsole console, Map<String, List<String>> options) {
        CommandContext context =
                new CommandContext(new FakeSession(), Settings.DEFAULTS, console, Instant.EPOCH, () -> ZoneOffset.UTC);
        Consent.toLose(context, new Arguments("", List.of(), options), "grafana_data", List.of("all of it"));
    }

    private static void isRefused(FakeConsole console, Map<String, List<String>> options, String hint) {
        Failure failure = assertThrows(Failure.class, () -> ask(console, options));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertTrue((failure.message() + failure.hint()).contains(hint), failure.message() + failure.hint());
    }

    @Test
    void wantsTheNameTypedAndSaysWhatGoes() {
        FakeConsole console = FakeConsole.tty(80).answer("grafana_data");
        assertDoesNotThrow(() -> ask(console, Map.of()));
        assertEquals("will be lost: all of it\n", console.errText());
        assertEquals(List.of("type grafana_data to go ahead: "), console.questions());
    }

    @Test
    void takesNothingElseForConsent() {
        isRefused(FakeConsole.tty(80).answer("y"), Map.of(), "nothing was changed");
        isRefused(FakeConsole.tty(80).answer(""), Map.of(), "nothing was changed");
        isRefused(FakeConsole.piped().answer("grafana_data"), Map.of(), "--force grafana_data");
        isRefused(FakeConsole.tty(80), Map.of("force", List.of("grafana")), "'grafana_data' that would be lost");
    }

    private static void goAhead(FakeConsole console, Map<String, List<String>> options) {
        CommandContext context =
                new CommandContext(new FakeSession(), Settings.DEFAULTS, console, Instant.EPOCH, () -> ZoneOffset.UTC);
        Consent.toGoAhead(context, new Arguments("", List.of(), options), "stop it?");
    }

    @Test
    void asksBeforeWhatLosesNothingToo() {
        assertDoesNotThrow(() -> goAhead(FakeConsole.tty(80).answer("y"), Map.of()));
        assertDoesNotThrow(() -> goAhead(FakeConsole.piped(), Map.of("yes", List.of(""))));
        for (FakeConsole console : List.of(
                FakeConsole.tty(80).answer("n"),
                FakeConsole.tty(80).answer(""),
                FakeConsole.piped().answer("y"))) {
            Failure failure = assertThrows(Failure.class, () -> goAhead(console, Map.of()));
            assertEquals(FailureKind.REFUSED, failure.kind());
            assertTrue((failure.message() + failure.hint()).contains("nothing was changed"), failure.message());
        }
    }

    @Test
    void takesTheNameFromTheOptionInAScript() {
        assertDoesNotThrow(() -> ask(FakeConsole.piped(), Map.of("force", List.of("grafana_data"))));
    }
}
