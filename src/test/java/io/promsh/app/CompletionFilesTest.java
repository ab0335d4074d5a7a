package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.promsh.command.Command;
import io.promsh.command.CommandSpec;
import io.promsh.command.completion.SystemShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code completions/} holds what {@code promsh completion} prints; {@code -Dgolden.update=true} writes it anew. */
class CompletionFilesTest {
    @ParameterizedTest
    @EnumSource
    void isWhatTheCommandsOfThisVersionGive(SystemShell shell) throws IOException {
        List<CommandSpec> specs = Commands.all().stream().map(Command::spec).toList();
        Path file = Path.of("completions", shell.fileName());
        String script = shell.script(specs);
        if (Boolean.getBoolean("golden.update") && !"true".equals(System.getenv("CI"))) {
            Files.writeString(file, script);
            fail("written anew: " + file);
        }
        assertEquals(script, Files.readString(file), () -> file + " is stale: -Dgolden.update=true");
    }
}
