package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.AnswerFacts;
import io.promsh.command.Script;
import io.promsh.config.TargetSpec;
import io.promsh.console.Handover;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeCommand;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script can do besides running lines. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
class ScriptRunTest {
    private static final Instant NOW = Instant.parse("2025-08-03T14:00:00Z");

    private final FakeSession session = new FakeSession();
    private final LineParser parser = new LineParser(new CommandRegistry(List.of(
            FakeCommand.promql("query"),
            FakeCommand.words("metrics", "[PATTERN]"),
            FakeCommand.words("secret", "").doing((a, c) -> c.console().out().println("token glsa_abcdef0123 here")),
            FakeCommand.words("fail", "KIND").doing((a, c) -> {
                throw Failure.of(FailureKind.valueOf(a.raw()), "as asked", "");
            }))));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private int run(FakeConsole console, Script script) {
        return new BatchRunner(
                        new Dispatcher(
                                parser,
                                session,
                                new SystemPipe(Handover.NONE, Thread::new),
                                Surroundings.of(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC),
                                LineRunner.DIRECT),
                        new Entries(parser, text -> text.endsWith("+")),
                        session,
                        session::hasLeft,
                        console)
                .runScript(script);
    }

    private int run(FakeConsole console, String text, String... answers) {
        Map<String, String> given = new java.util.HashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            given.put(answers[i], answers[i + 1]);
        }
        return run(console, new Script("test", Optional.of(text), given, Optional.empty()));
    }

    @Test
    void asksAndLaterLinesHoldTheAnswer() {
        FakeConsole console = FakeConsole.tty(80).answer("prometheus", "");
        assertEquals(
                0,
                run(
                        console,
                        "ask NAME \"Which job?\"\nask TIME 'Since?' --default 1h\nup{job=\"${NAME}\"}[${TIME}]\n"));
        assertEquals("query(up{job=\"prometheus\"}[1h])\n", console.outText());
        assertEquals(List.of("Which job? ", "Since? "), console.questions());
    }

    @Test
    void anAnswerThatIsNeededIsAskedForAgainAndRemarksFitTheTerminal() {
        FakeConsole console = FakeConsole.tty(30).answer("", "", "api");
        String remark = "A remark that is longer than the terminal is wide.";
        assertEquals(0, run(console, "say \"" + remark + "\"\nask NAME \"Which job?\"\nmetrics ${NAME}\n"));
        assertEquals("metrics(api)\n", console.outText());
        assertEquals(3, console.questions().size());
        assertTrue(
                console.errText().startsWith("A remark that is longer than\nthe terminal is wide.\n"),
                console.errText());
        FakeConsole silent = FakeConsole.tty(80).answer("", "", "", "late");
        assertEquals(2, run(silent, "ask NAME \"Which job?\"\nmetrics ${NAME}\n"));
    }

    @Test
    void anAnswerGivenIsNotAskedForAndWithoutAPersonTheDefaultHolds() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(0, run(console, "ask A \"a?\"\nask B \"b?\" --default two\nmetrics ${A}${B}\n", "A", "one"));
        assertEquals("metrics(onetwo)\n", console.outText());
        assertTrue(console.errText().contains("a? one"));
        assertEquals(2, run(console, "ask A \"a?\"\nmetrics x\n"));
        assertTrue(console.errText().contains("test:1: the script asks for A (a?) and got no answer"));
        assertTrue(console.errText().contains("A=VALUE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x | touch /tmp/x", "-x", "--force", "x --force y", "a\u001bb"})
    void anAnswerIsAValueAndNeverMore(String answer) {
        FakeConsole console = FakeConsole.piped();
        assertTrue(run(console, "ask A \"a?\"\nmetrics ${A}\n", "A", answer) != 0);
        assertEquals("", console.outText());
    }

    @Test
    void anAnswerMayBeATimeBeforeNow() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(0, run(console, "ask A \"a?\" --default -24h\nmetrics --start ${A} x\n"), console.errText());
        assertEquals("metrics(x)\n", console.outText());
    }

    @Test
    void anAnswerMayHoldABarWhereItIsPromql() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(0, run(console, "ask A \"a?\"\nquery ${A}\n", "A", "up{job=~\"a|b\"}"));
        assertEquals("query(up{job=~\"a|b\"})\n", console.outText());
    }

    @Test
    void whatIsNoWordOfAScriptIsPromqlAndSmallNamesAreLeftAlone() {
        FakeConsole console = FakeConsole.piped();
        String lines =
                "ask\nask + 1\nsay\nend_total\nstop > 3\nlabel_replace(up, \"a\", \"${rest}\", \"b\", \"(.*)\")\n";
        // A lone "say" has nothing to say, as a metric it would be asked with query.
        assertEquals(0, run(console, lines.replace("say\n", "")));
        assertEquals(
                "query(ask)\nquery(ask + 1)\nquery(end_total)\nquery(stop > 3)\n"
                        + "query(label_replace(up, \"a\", \"${rest}\", \"b\", \"(.*)\"))\n",
                console.outText());
    }

    @Test
    void aNameThatNobodyWasAskedForIsNamed() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(2, run(console, "up\nmetrics ${NOBODY}\n"));
        assertTrue(console.errText().contains("nobody was asked for NOBODY"), console::errText);
    }

    @ParameterizedTest
    @CsvSource({
        "fail PARTIAL,code 7,true",
        "fail PARTIAL,code 6,false",
        "fail FAILED,failed,true",
        "metrics a,failed,false",
        "metrics a,ok,true",
        "fail PARTIAL,partial,true",
        "metrics a,empty,false",
        "fail NO_DATA,empty,true",
        "metrics a,A = yes,true",
        "metrics a,A != yes,false",
        "metrics a,A = no way,false",
    })
    void decidesByTheLastLinesResult(String line, String condition, boolean holds) {
        FakeConsole console = FakeConsole.piped();
        String text =
                "ask A \"?\"\ntry " + line + "\nif " + condition + "\nmetrics then\nelse\nmetrics otherwise\nend\n";
        run(console, text, "A", "Yes");
        assertEquals(holds, console.outText().contains("metrics(then)"), console::outText);
        assertEquals(!holds, console.outText().contains("metrics(otherwise)"), console::outText);
    }

    @ParameterizedTest
    @CsvSource({
        "series = 2,true",
        "series > 2,false",
        "value >= 84,true",
        "value < 84.5,true",
        "value != 84,false",
        "partial,true",
        "empty,false"
    })
    void decidesByTheLastAnswer(String condition, boolean holds) {
        AnswerFacts facts = new AnswerFacts(2, true, OptionalDouble.of(84));
        assertEquals(holds, ScriptCondition.holds(condition, 0, Optional.of(facts), new ScriptAnswers(parser)));
        AnswerFacts none = new AnswerFacts(0, false, OptionalDouble.empty());
        assertFalse(ScriptCondition.holds("value < 84.5", 0, Optional.of(none), new ScriptAnswers(parser)));
        assertTrue(ScriptCondition.holds("empty", 0, Optional.of(none), new ScriptAnswers(parser)));
    }

    @Test
    void blocksNestAndWhatIsLeftOutIsNotLookedAt() {
        FakeConsole console = FakeConsole.piped();
        String text =
                "metrics a\nif failed\n  ask NEVER \"?\"\n  if no such condition\n    metrics ${NEVER}\n  else\n    metrics b\n"
                        + "  end\nelse\n  if ok\n    metrics c\n  end\nend\nmetrics d\n";
        assertEquals(0, run(console, text));
        assertEquals("metrics(a)\nmetrics(c)\nmetrics(d)\n", console.outText());
    }

    @Test
    void aFailureStopsAndATriedOneDoesNot() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(6, run(console, "try fail DENIED\nmetrics a\nfail DENIED\nmetrics b\n"));
        assertEquals("metrics(a)\n", console.outText());
        // A tried line that the user ends ends the script.
        assertEquals(130, run(console, "try fail INTERRUPTED\nmetrics c\n"));
    }

    @Test
    void saysAndStopsInOrder() {
        FakeConsole console = FakeConsole.piped();
        assertEquals(
                0,
                run(
                        console,
                        "ask A \"?\"\nsay \"Hello ${A}.\"\nif ok\nstop \"That is all.\"\nend\nmetrics a\n",
                        "A",
                        "you"));
        assertEquals("", console.outText());
        assertTrue(console.errText().contains("Hello you.") && console.errText().contains("That is all."));
    }

    @ParameterizedTest
    @CsvSource({
        "'if ok\nmetrics a\n',test:1: the 'if' that stands here has no 'end'",
        "'up\nelse\n',test:2: 'else' without an 'if'",
        "'end\n',test:1: 'end' without an 'if'",
        "'if maybe\nend\n',test:1: the condition cannot be understood: if maybe",
        "'if value > much\nend\n',test:1: the condition cannot be understood",
        "'ask NAME\n',test:1: the question is not as it must be",
        "'ask NAME a b\n',test:1: the question is not as it must be",
    })
    void aScriptThatIsNotAsItMustBeIsToldWithItsLine(String text, String told) {
        FakeConsole console = FakeConsole.piped();
        assertEquals(2, run(console, text));
        assertTrue(console.errText().contains(told), console::errText);
    }

    @Test
    void aTranscriptHoldsAllThatWasShownAndNoSecret() throws IOException {
        session.connect(
                new TargetSpec(
                        "prod",
                        "prometheus",
                        "http://prod:9090",
                        new TargetSpec.Credentials("me", "hunter2secret"),
                        Map.of(),
                        TargetSpec.Tls.DEFAULT),
                false);
        Path file = folder.resolve("transcript");
        FakeConsole console = FakeConsole.tty(80).answer("hunter2secret");
        Script script = new Script(
                "test",
                Optional.of("ask A \"Who?\"\nsay \"Go.\"\nsecret\nmetrics ${A}\ntry fail DENIED\n"),
                Map.of(),
                Optional.of(file));
        assertEquals(0, run(console, script));
        assertEquals(
                "# 2025-08-03T14:00:00Z promsh runs test\nWho? ***\nGo.\n\n2025-08-03T14:00:00Z> secret\ntoken *** here\n"
                        + "\n2025-08-03T14:00:00Z> metrics ***\nmetrics(***)\n\n2025-08-03T14:00:00Z> fail DENIED\n"
                        + "promsh: test:5: as asked\n# 2025-08-03T14:00:00Z done\n",
                Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(console.outText().contains("glsa_abcdef0123"));
    }

    @Test
    void masksWhatLooksLikeASecret() {
        SecretMask mask = SecretMask.of(List.of());
        assertEquals("a *** b", mask.mask("a glc_eyJvIjoiMSIsIm4iOiJ4In0= b"));
        assertEquals("Authorization: Bearer ***", mask.mask("Authorization: Bearer abcdef123456"));
        assertEquals("grafana_session=***; x", mask.mask("grafana_session=abc123; x"));
        assertEquals("http://***@host/", mask.mask("http://user:pass@host/"));
        assertEquals("up{job=\"token\"}", mask.mask("up{job=\"token\"}"));
    }
}
