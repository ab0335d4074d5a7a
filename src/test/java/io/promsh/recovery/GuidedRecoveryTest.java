package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.recover.RecoverCommand;
import io.promsh.command.recover.RecoverResumeCommand;
import io.promsh.config.Setting;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guided flow: every question has its reason and an answer ready. */
class GuidedRecoveryTest {
    @TempDir
    private Path home;

    private static CommandContext context(Incident incident, FakeConsole console) {
        FakeSession session = new FakeSession(incident.targets.get("local"))
                .resolving(incident.targets::get)
                .withStateFolder(incident.home.resolve("state"));
        session.connect(TargetSpec.open("cloud", "http://cloud"), false);
        session.connect(TargetSpec.open("local", "http://local"), false);
        return new CommandContext(
                session, session.settings().with(Setting.TARGET, "local"), console, Incident.NOW, () -> ZoneOffset.UTC);
    }

    @Test
    void emptyAnswersRecoverEverythingOfTheLastDay() throws IOException {
        Incident incident = new Incident(home);
        FakeConsole console = FakeConsole.tty(100).answer("", "", "", "", "", "y");
        new RecoverCommand().run(Arguments.of(""), context(incident, console));
        assertEquals(
                Incident.samples(incident.history("whole", false, time -> true)), Incident.samples(incident.local));
        assertTrue(console.outText().contains("100.00 %"), console.outText());
        List<String> questions = console.questions();
        assertTrue(questions.get(0).startsWith("where from"), questions.toString());
        assertEquals(6, questions.size(), questions.toString());
        assertEquals("into: ", questions.get(4));
        assertTrue(console.errText().contains("The samples must still be somewhere"), console.errText());
        assertTrue(console.errText().contains("[x] prove"), console.errText());
    }

    @Test
    void noChangesNothingAndCanBeTakenUpLater() throws IOException {
        Incident incident = new Incident(home);
        String before = Incident.samples(incident.local);
        FakeConsole console = FakeConsole.tty(100).answer("", "", "", "", "", "n");
        Failure refused = assertThrows(
                Failure.class, () -> new RecoverCommand().run(Arguments.of(""), context(incident, console)));
        assertEquals(FailureKind.REFUSED, refused.kind());
        assertEquals(before, Incident.samples(incident.local));
        FakeConsole later = FakeConsole.piped();
        Arguments yes = new Arguments("", List.of(), Map.of("yes", List.of("on")));
        new RecoverResumeCommand().run(yes, context(incident, later));
        assertTrue(later.outText().contains("100.00 %"), later.outText());
        assertTrue(later.errText().contains("[x] measure the loss"), later.errText());
    }

    @Test
    void anAnswerThatCannotBeMeantIsAskedAgain() throws IOException {
        Incident incident = new Incident(home);
        String before = Incident.samples(incident.local);
        FakeConsole console = FakeConsole.tty(40)
                .answer("nix", "local", "cloud", "someday", "", "-20d", "", "", "up{", "", "/nowhere", "", "n");
        assertThrows(Failure.class, () -> new RecoverCommand().run(Arguments.of(""), context(incident, console)));
        String said = console.errText();
        assertTrue(said.contains("there is no target and no path nix"), said);
        assertTrue(said.contains("local is the one that lost them"), said);
        assertTrue(said.contains("'someday' is not a point in time"), said);
        assertTrue(said.contains("the window ends before it begins"), said);
        assertTrue(said.contains("'up{' is no selector"), said);
        assertTrue(said.contains("there is no folder /nowhere"), said);
        assertEquals(13, console.questions().size(), console.questions().toString());
        assertTrue(said.lines().allMatch(line -> line.length() <= 40), said);
        assertEquals(before, Incident.samples(incident.local));
        FakeConsole stubborn = FakeConsole.tty(80).answer("a", "b", "c");
        Failure failure = assertThrows(
                Failure.class, () -> new RecoverCommand().run(Arguments.of(""), context(incident, stubborn)));
        assertEquals(FailureKind.USAGE, failure.kind());
    }

    @Test
    void inAScriptWhatIsMissingIsNamed() throws IOException {
        Incident incident = new Incident(home);
        Failure failure = assertThrows(
                Failure.class,
                () -> new RecoverCommand().run(Arguments.of(""), context(incident, FakeConsole.piped())));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertTrue(failure.hint().contains("recover --from"), failure.hint());
    }
}
