package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.Labels;
import io.promsh.tsdb.BlockBuilder;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that has two scrapers' series side by side, which differ in a label; the second one scrapes four seconds later. */
class ReplicasTest {
    private static final Instant MIDDLE = Incident.LOST_FROM.plusSeconds(1700);

    @TempDir
    private Path home;

    /** The first was down in the first part of the time that was lost, the second in the rest of it, but for five minutes. */
    private Path pair() throws IOException {
        Path folder = Files.createDirectories(home.resolve("pair"));
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.twoHours(), Incident.NOW)) {
            for (int i = 0; i < Incident.SERIES; i++) {
                for (String replica : List.of("a", "b")) {
                    int series = builder.series(
                            Labels.of("__name__", "speed_bucket", "lane", "" + i, "le", "1", "replica", replica));
                    Instant at = Incident.NOW.minus(Duration.ofHours(10));
                    for (; at.isBefore(Incident.NOW); at = at.plusSeconds(15)) {
                        boolean isLost = !at.isBefore(Incident.LOST_FROM) && at.isBefore(Incident.LOST_TO);
                        boolean isDown = isLost
                                && (replica.equals("a") ? at.isBefore(MIDDLE) : at.isAfter(MIDDLE.plusSeconds(300)));
                        if (!isDown) {
                            long late = replica.equals("a") ? 0 : 4000;
                            builder.append(series, at.toEpochMilli() + i + late, at.getEpochSecond() * 0.5 + i);
                        }
                    }
                }
            }
            builder.finish();
        }
        return folder;
    }

    @Test
    void eachFillsWhatTheOtherLacks() throws IOException {
        Incident incident = new Incident(home);
        RecoveryRequest all = incident.request(pair().toString());
        Recovery recovery = Recovery.begin(
                incident.workshop(),
                new RecoveryRequest(
                        all.local(),
                        all.sources(),
                        all.selectors(),
                        all.window(),
                        all.destination(),
                        List.of("replica")));
        RecoveryPlan plan = recovery.plan();
        assertEquals(
                1, plan.windows().size(), "what is whole here is no loss, though the source has twice as much of it");
        assertTrue(plan.windows().get(0).window().length().compareTo(Duration.ofMinutes(70)) < 0);
        assertTrue(plan.checks().stream().noneMatch(check -> check.name().equals("labels")));
        recovery.carryOut();
        ProofFigures proof = recovery.proof().orElseThrow();
        assertTrue(proof.isPerfect());
        assertEquals(Incident.SERIES, proof.seriesGood());
        assertTrue(Math.abs(proof.fetched() - 239L * Incident.SERIES) <= 2L * Incident.SERIES, proof.toString());
        assertEquals(List.of(), recovery.losses());
        assertTrue(Files.readString(recovery.reportFile()).contains(" of replicas that say the same"));
        DataDirectory.open(incident.local).forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
            assertFalse(series.labels().toString().contains("replica"));
            Samples samples = series.samples();
            for (int i = 1; i < samples.size(); i++) {
                long apart = samples.time(i) - samples.time(i - 1);
                assertTrue(apart >= 7500 && apart <= 30_000, apart + " at " + samples.time(i));
            }
        });
    }

    @Test
    void aLabelThatNoLocalSeriesBearsIsWarnedOf() throws IOException {
        Incident incident = new Incident(home);
        RecoveryPlan plan = Recovery.dryRun(incident.workshop(), incident.request(pair().toString()));
        Check check = plan.checks().stream()
                .filter(one -> one.name().equals("labels"))
                .findFirst()
                .orElseThrow();
        assertEquals(Check.Verdict.WARNING, check.verdict());
        assertTrue(check.fix().contains("--strip replica"), check.fix());
        RecoveryPlan cloud = Recovery.dryRun(incident.workshop(), incident.request("cloud"));
        assertTrue(cloud.checks().stream().noneMatch(one -> one.name().equals("labels")), "one value: taken off");
    }
}
