package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README names what there is, and nothing else. */
class ReadmeTest {
    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void namesEveryCommand() {
        List<String> unnamed = Commands.all().stream()
                .map(command -> command.spec().words())
                .filter(words -> !Pattern.compile("`" + mentioned(words) + "[ `\\[]")
                        .matcher(readme)
                        .find())
                .toList();
        assertEquals(List.of(), unnamed);
    }

    /** The subcommands of one noun may stand in one row: {@code recover resume\|status\|report}. */
    private static String mentioned(String words) {
        int space = words.indexOf(' ');
        return space < 0
                ? Pattern.quote(words)
                : Pattern.quote(words.substring(0, space)) + " (?:[a-z]+\\\\\\|)*"
                        + Pattern.quote(words.substring(space + 1)) + "(?:\\\\\\|[a-z]+)*";
    }
}
