package io.promsh.demo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    @Test
    void saysHowToGetAMissingProgram() {
        Failure failure = assertThrows(Failure.class, () -> Programs.need("prometheus", List.of("", "/nowhere")));
        assertTrue(failure.hint().contains("apt-get install -y prometheus"), failure.hint());
        assertEquals(2, failure.detail().size());
    }

    @Test
    void takesTheFirstProgramAlongThePath() {
        assertEquals(Path.of("/bin/sh"), Programs.need("sh", List.of("/nowhere", "/bin", "/usr/bin")));
    }
}
