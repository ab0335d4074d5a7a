package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the whole program in this process: arguments, standard input and environment in; exit code and both streams out. */
final class PromshRun {
    static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");

    private final Map<String, String> environment = new LinkedHashMap<>();
    private String input = "";
    private boolean terminal;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    /** A run in an empty home, so that nothing of the machine it runs on is seen. */
    PromshRun(Path home) {
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
    }

    PromshRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    PromshRun without(String variable) {
        environment.remove(variable);
        return this;
    }

    PromshRun input(String text) {
        input = text;
        return this;
    }

    /** Standard output and error are a terminal that is 80 columns wide; standard input stays a pipe. */
    PromshRun onTerminal() {
        terminal = true;
        environment.put("TERM", "dumb");
        environment.put("COLUMNS", "80");
        return this;
    }

    PromshRun clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProcessFacts facts = new ProcessFacts(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                false,
                terminal,
                terminal,
                clock,
                () -> ZoneOffset.UTC);
        int code = new Promsh(facts).run(List.of(arguments));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What came of a run. */
    record Result(int code, String out, String err) {
        Result exits(int expected) {
            assertEquals(expected, code, () -> "exit code; stderr was: " + err);
            return this;
        }

        Result prints(String expected) {
            assertEquals(expected, out);
            return this;
        }

        Result contains(String part) {
            assertTrue(out.contains(part), () -> "stdout should hold '" + part + "' but was: " + out);
            return this;
        }

        Result printsNothing() {
            return prints("");
        }

        Result notes(String part) {
            assertTrue(err.contains(part), () -> "stderr should hold '" + part + "' but was: " + err);
            return this;
        }

        Result isSilentOn(String part) {
            assertFalse((out + err).contains(part), () -> "should not appear: " + part);
            return this;
        }
    }
}
