package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {
    @ParameterizedTest
    @CsvSource({
        "prod, 'prod> '",
        "'', 'promsh> '",
        "http://localhost:9090/api/prom, 'localhost:9090> '",
        "https://user:secret@prometheus.example.org/x, 'prometheus.example.org> '",
        "https://user:se{cret@h:1, 'h:1> '",
        "a-very-long-name-of-a-target-indeed, 'a-very-long-name-of-a-t~> '"
    })
    void isTheShortNameOfTheTarget(String target, String prompt) {
        assertEquals(prompt, Prompt.of(target));
    }
}
