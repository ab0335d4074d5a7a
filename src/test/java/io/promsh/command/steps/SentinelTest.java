package io.promsh.command.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentinelTest {
    @Test
    void callsTheProgramAsItWasCalled() {
        assertEquals(
                Optional.of(
                        List.of("/bin/java", "-Xmx1g", "-cp", "a.jar", "io.promsh.app.Main", "-c", "rescue repair")),
                Sentinel.repairCall(
                        "/bin/java", List.of("-Xmx1g", "-cp", "a.jar", "io.promsh.app.Main", "-c", "restart x"), ""));
        assertEquals(
                Optional.of(List.of("/bin/java", "-jar", "p.jar", "--docker", "unix:///d", "-c", "rescue repair")),
                Sentinel.repairCall("/bin/java", List.of("-jar", "p.jar", "demo"), "unix:///d"));
    }

    @Test
    void isNotForAProcessThatIsNoPromsh() {
        assertEquals(Optional.empty(), Sentinel.repairCall("/bin/java", List.of("org.example.Main"), ""));
        assertEquals(Optional.empty(), Sentinel.repairCall("/bin/java", List.of("-jar"), ""));
    }
}
