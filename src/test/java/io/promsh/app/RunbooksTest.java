package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.CommandSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships as runbooks is there, listed, and made of commands that there are. */
class RunbooksTest {
    private static final List<String> FOR_THE_SCRIPT = List.of("ask", "say", "if", "else", "end", "stop");

    @TempDir
    Path home;

    @Test
    void threeAreListed() {
        PromshRun.Result list =
                new PromshRun(home).run("-o", "tsv", "-c", "runbook list").exits(0);
        assertEquals(
                List.of("data-loss", "safe-restart", "migrate-from-cloud"),
                list.out().lines().map(line -> line.split("\t", 2)[0]).toList());
        new PromshRun(home).run("-c", "runbook run nix").exits(2).notes("there are data-loss, safe-restart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-loss", "safe-restart", "migrate-from-cloud"})
    void everyLineIsACommandThatThereIs(String name) {
        List<String> words =
                Commands.all().stream().map(command -> command.spec().words()).toList();
        List<CommandSpec> specs =
                Commands.all().stream().map(command -> command.spec()).toList();
        String text =
                new PromshRun(home).run("-c", "runbook show " + name).exits(0).out();
        int commands = 0;
        for (String written : text.lines().toList()) {
            String line = written.strip().replaceFirst("^try ", "");
            if (line.isEmpty() || line.startsWith("#") || FOR_THE_SCRIPT.contains(line.split(" ", 2)[0])) {
                continue;
            }
            commands++;
            String command = words.stream()
                    .filter(known -> line.equals(known) || line.startsWith(known + " "))
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElse("");
            assertTrue(!command.isEmpty(), () -> "no command: " + line);
            CommandSpec spec = specs.stream()
                    .filter(each -> each.words().equals(command))
                    .findFirst()
                    .orElseThrow();
            for (String word : line.split(" ", -1)) {
                boolean known = !word.startsWith("--")
                        || spec.options().stream().anyMatch(option -> word.equals("--" + option.name()))
                        || List.of("--start", "--end", "--target").contains(word);
                assertTrue(known, () -> word + " in " + line);
            }
        }
        assertTrue(commands > 1, text);
    }
}
