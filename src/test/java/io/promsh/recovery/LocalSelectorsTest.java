package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.model.TimeRange;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series are asked for by labels that only the source gives them: what is there is found, what is put in is proved. */
class LocalSelectorsTest {
    @TempDir
    private Path home;

    private static String whole(Incident incident) throws IOException {
        return Incident.samples(incident.history("whole", false, time -> true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cluster=\"eu\"}",
                "speed_bucket{cluster=\"eu\"}",
                "{cluster=~\"e.|us\",le=\"1\"}",
                "{le=~\"0.5|1\"}",
                "{le!=\"7\",cluster!=\"\"}",
                "speed_bucket{le=\"1\",lane=~\".+\",cluster!=\"us\"}"
            })
    void whatTheSourceCallsOtherwiseIsFoundHereToo(String selector) throws IOException {
        Incident incident = new Incident(home);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.matching(List.of(), selector));
        RecoveryPlan plan = recovery.plan();
        assertEquals(239L * Incident.SERIES, plan.samples(), "what is there counts as there");
        assertTrue(plan.checks().stream().anyMatch(check -> check.name().equals("selectors")), plan::toString);
        recovery.carryOut();
        ProofFigures proof = recovery.proof().orElseThrow();
        assertEquals(Incident.SERIES, proof.seriesGood());
        assertEquals(239L * Incident.SERIES, proof.fetched());
        assertTrue(proof.before() > 0 && proof.after() == proof.before() + proof.fetched(), proof.toString());
        assertTrue(recovery.blocks().stream()
                .allMatch(block -> labels(incident.local.resolve(block)).stream()
                        .allMatch(one -> one.contains("le=\"1.0\"") && !one.contains("cluster"))));
        assertEquals(whole(incident), Incident.samples(incident.local));
    }

    private static List<String> labels(Path folder) {
        List<String> all = new ArrayList<>();
        DataDirectory.open(folder)
                .forEachSeries(
                        List.of(),
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        series -> all.add(series.labels().toString()));
        return all;
    }

    @Test
    void onlyTheSeriesThatWereAskedForComeBack() throws IOException {
        Incident incident = new Incident(home);
        Recovery recovery = Recovery.begin(
                incident.workshop(), incident.matching(List.of(), "speed_bucket{cluster=\"eu\",lane=\"1\"}"));
        recovery.carryOut();
        ProofFigures proof = recovery.proof().orElseThrow();
        assertEquals(1, proof.seriesGood());
        assertEquals(239, proof.fetched());
    }

    /** A sample that was put in and is not served must show, whatever the series is called at its source. */
    @Test
    void whatWasPutInAndIsGoneAgainIsNotProved() throws IOException {
        Incident incident = new Incident(home);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.matching(List.of(), "{cluster=\"eu\"}"));
        recovery.heardBy((step, event, words) -> {
            if (step == Step.PROVE && event.equals("begun")) {
                recovery.blocks().forEach(block -> delete(incident.local.resolve(block)));
            }
        });
        recovery.carryOut();
        ProofFigures proof = recovery.proof().orElseThrow();
        assertEquals(Incident.SERIES, proof.seriesDiffering());
        assertTrue(proof.before() > 0, proof.toString());
    }

    @Test
    void nothingBeforeAndNothingAfterIsNoProof() throws IOException {
        Incident incident = new Incident(home);
        RecoveryRequest asked = incident.request(incident.cloud.toString());
        Recovery recovery = Recovery.begin(
                incident.workshop(),
                new RecoveryRequest(
                        asked.local(),
                        asked.sources(),
                        asked.selectors(),
                        new TimeRange(Incident.LOST_FROM.plusSeconds(600), Incident.LOST_TO.minusSeconds(600)),
                        asked.destination(),
                        asked.strip()));
        recovery.heardBy((step, event, words) -> {
            if (step == Step.BUILD && event.equals("begun")) {
                for (Path block : TsdbBlock.foldersIn(incident.cloud)) {
                    delete(block);
                }
            }
        });
        Failure failure = assertThrows(Failure.class, recovery::carryOut);
        assertTrue(failure.message().contains("hand out none of the samples"), failure::message);
        assertEquals(Optional.of(Step.BUILD), recovery.next());
    }

    private static void delete(Path folder) {
        try {
            DirectoryPlace.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> local(Incident incident, List<String> strip, String... selectors) {
        TargetSource local = new TargetSource(
                "local",
                Objects.requireNonNull(incident.targets.get("local")),
                Duration.ofSeconds(30),
                LimitStore.NONE,
                Progress.NONE);
        TimeRange window = new TimeRange(Incident.NOW.minus(Duration.ofHours(10)), Incident.NOW);
        return new LocalSelectors(local, window, strip).of(List.of(selectors));
    }

    @Test
    void conditionsThatMeanSomethingHereStay() throws IOException {
        Incident incident = new Incident(home);
        String usual = "{__name__=~\".+\"}";
        assertEquals(List.of(usual), local(incident, List.of(), usual));
        assertEquals(
                List.of("{lane=\"0\",__name__=\"speed_bucket\"}"),
                local(incident, List.of(), "speed_bucket{lane=\"0\",replica=\"a\"}"));
        assertEquals(List.of("{lane=\"7\"}"), local(incident, List.of(), "{lane=\"7\",replica=\"a\"}"));
        assertEquals(List.of(usual), local(incident, List.of("lane"), "{lane=\"0\"}"), "said to be the source's");
        assertEquals(List.of(usual), local(incident, List.of(), "{replica=\"a\"}", "{replica=\"b\"}"), "asked once");
        assertEquals(
                List.of("{__name__=~\".+\",lane!=\"7\"}"),
                local(incident, List.of(), "{replica=\"a\",lane!=\"7\"}"),
                "a selector needs a condition that something must meet");
        assertEquals(
                List.of("{job=\"a\",__name__=\"other\"}"),
                local(incident, List.of(), "other{job=\"a\"}"),
                "nothing of the kind is here: nothing is known of its labels");
        assertEquals(List.of("{le=~\"1|1\\\\.0\"}"), local(incident, List.of(), "{le=\"1\"}"));
        assertEquals(List.of("{le=~\"1e\\\\+00|1\\\\.0\"}"), local(incident, List.of(), "{le=\"1e+00\"}"));
        assertEquals(List.of("{le=\"1.0\"}"), local(incident, List.of(), "{le=\"1.0\"}"));
        assertEquals(
                List.of("{lane=\"0\",le!~\"(?:1|2)|1\\\\.0\"}"),
                local(incident, List.of(), "{lane=\"0\",le!~\"1|2\"}"));
    }
}
