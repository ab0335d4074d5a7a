package io.promsh.command.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemShellTest {
    private static final List<CommandSpec> COMMANDS = List.of(
            CommandSpec.of("query", CommandGroup.ASK, "EXPR", Completes.PROMQL, "it's an instant query", ""),
            CommandSpec.of("targets list", CommandGroup.SESSION, "", Completes.NOTHING, "targets: all", ""));

    @Test
    void everyScriptHasEverySetting() {
        for (SystemShell shell : SystemShell.values()) {
            String script = shell.script(COMMANDS);
            for (Setting setting : Setting.values()) {
                assertTrue(
                        script.contains(shell == SystemShell.FISH ? "-l " + setting.word() : "--" + setting.word()),
                        shell + " " + setting);
            }
            assertTrue(script.contains("targets list"), shell::word);
            assertTrue(script.contains("openmetrics"), shell::word);
            assertTrue(script.contains("demo"), shell::word);
        }
    }

    @Test
    void isFoundByItsName() {
        assertEquals(SystemShell.FISH, SystemShell.named("fish"));
        Failure failure = assertThrows(Failure.class, () -> SystemShell.named("tcsh"));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals("type: completion bash|zsh|fish", failure.hint());
    }
}
