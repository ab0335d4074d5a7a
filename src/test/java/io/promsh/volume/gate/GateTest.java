package io.promsh.volume.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    /** The rows of the truth table by what the gate makes of them; L and M stand for the layer and memory. */
    @ParameterizedTest
    @CsvSource({
        "STOP, NAMED, false",
        "STOP, BIND, false",
        "STOP, ANONYMOUS, false",
        "STOP, LAYER, false",
        "STOP, MEMORY, true",
        "RECREATE, NAMED, false",
        "RECREATE, BIND, false",
        "RECREATE, ANONYMOUS, true",
        "RECREATE, LAYER, true",
        "RECREATE, MEMORY, true",
        "REMOVE, NAMED, false",
        "REMOVE, BIND, false",
        "REMOVE, ANONYMOUS, true",
        "REMOVE, LAYER, true",
        "REMOVE, MEMORY, true",
        "DESTROY, NAMED, true",
        "DESTROY, BIND, false",
        "DESTROY, ANONYMOUS, true",
        "DESTROY, LAYER, true",
        "DESTROY, MEMORY, true"
    })
    void knowsWhatEachActLoses(Act act, Storage storage, boolean loses) {
        assertEquals(loses, !Gate.dangers(act, List.of(on(storage))).isEmpty());
    }

    private static StatePath on(Storage storage) {
        String where = storage == Storage.ANONYMOUS ? "a".repeat(64) : "";
        return new StatePath("c1", "prometheus", "/prometheus", storage, where, true);
    }

    @Test
    void saysWhatWouldBeLostAndWhatToTypeFirst() {
        Failure failure = assertThrows(
                Failure.class, () -> Gate.pass(Act.REMOVE, "down", List.of(on(Storage.ANONYMOUS), on(Storage.NAMED))));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals("down would lose data", failure.message());
        assertEquals(
                List.of(
                        "prometheus: /prometheus on anonymous volume aaaaaaaaaaaa is left behind in a volume without a name;"
                                + " the next container starts empty"),
                failure.detail());
        assertEquals("first type: rescue prometheus", failure.hint());
    }

    @Test
    void letsThroughWhatLosesNothing() {
        Gate.pass(Act.REMOVE, "down", List.of(on(Storage.NAMED), on(Storage.BIND)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "down -v",
                "down --volumes",
                "rm -sfv",
                "rm -v grafana",
                "up -d -V",
                "up -dV",
                "up --renew-anon-volumes",
                "up -y",
                "up -d --yes",
                "down --vol",
                "down --v",
                "down --volumes=1",
                "up -d --renew",
                "create --renew-anon-volumes=t"
            })
    void neverDestroys(String line) {
        ComposeLine parsed = ComposeLine.parse(List.of(line.split(" ")));
        assertEquals(
                FailureKind.REFUSED, assertThrows(Failure.class, parsed::act).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "ps, ''",
        "logs -f prometheus, ''",
        "config, ''",
        "restart prometheus, STOP",
        "stop, STOP",
        "kill, STOP",
        "up -d, RECREATE",
        "up --force-recreate grafana, RECREATE",
        "-f other.yml up -d, RECREATE",
        "down, REMOVE",
        "rm -sf grafana, REMOVE",
        "down --volumes=false, REMOVE",
        "restart --remove-orphans grafana, REMOVE",
        "kill --remove, REMOVE"
    })
    void knowsWhatALineDoes(String line, String act) {
        Optional<Act> found = ComposeLine.parse(List.of(line.split(" "))).act();
        assertEquals(act, found.map(Act::name).orElse(""));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        ComposeLine line = ComposeLine.parse(List.of("exec", "prometheus", "rm", "-rf", "/prometheus"));
        assertEquals(FailureKind.REFUSED, assertThrows(Failure.class, line::act).kind());
    }

    @Test
    void findsTheServicesNamed() {
        ComposeLine line = ComposeLine.parse(List.of("--ansi", "never", "up", "-d", "-t", "5", "grafana", "loki"));
        assertEquals("up", line.verb());
        assertEquals(List.of("grafana", "loki"), line.services());
        assertTrue(ComposeLine.parse(List.of("down")).services().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p other down",
                "-pother down",
                "--project-name=other rm -sf",
                "--project-directory /srv up -d",
                "-H tcp://10.0.0.1:2375 down",
                "--context far down"
            })
    void doesNotJudgeOneProjectAndTouchAnother(String line) {
        List<String> words = List.of(line.split(" "));
        assertEquals(
                FailureKind.USAGE,
                assertThrows(Failure.class, () -> ComposeLine.parse(words)).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "up -d, true",
        "up -d grafana, true",
        "up -d --no-deps grafana, false",
        "up -d --no-deps --remove-orphans grafana, true",
        "up -d --no-deps --scale loki=0 grafana, true",
        "run -p 80:80 --no-deps grafana, false",
        "rm -sf grafana, false",
        "restart grafana, false",
        "stop, true",
        "down grafana, true"
    })
    void knowsWhetherOthersAreTouched(String line, boolean touchesOthers) {
        ComposeLine parsed = ComposeLine.parse(List.of(line.split(" ")));
        assertEquals(touchesOthers, parsed.mayTouchOthers());
    }
}
