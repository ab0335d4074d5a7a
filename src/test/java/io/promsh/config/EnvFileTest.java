package io.promsh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileTest {
    @Test
    void readsPlainQuotedExportedAndCommentedLines() {
        Map<String, String> variables = EnvFile.parse(
                "\ufeff# targets\r\nexport A=1\r\nB = 'a $b # c'\nC=\"x\\ny\\\"\"\nD=plain # comment\nE=\nF=a=b==\n",
                ".env");

        assertEquals(Map.of("A", "1", "B", "a $b # c", "C", "x\ny\"", "D", "plain", "E", "", "F", "a=b=="), variables);
    }

    @Test
    void namesTheLineAndNeverTheValue() {
        Failure failure = assertThrows(Failure.class, () -> EnvFile.parse("A=1\nsecret token glc_abc\n", ".env"));

        assertTrue(failure.message().contains(".env line 2"), failure.message());
        assertFalse(failure.message().contains("glc_"), failure.message());
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        Failure failure = assertThrows(Failure.class, () -> EnvFile.parse("A=\"x", ".env"));

        assertTrue(failure.message().contains("line 1"), failure.message());
    }

    @Test
    void aMissingFileHasNoVariables() {
        assertEquals(Map.of(), EnvFile.read(Path.of("does-not-exist/.env")));
    }
}
