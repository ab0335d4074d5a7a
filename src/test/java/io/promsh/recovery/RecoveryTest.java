package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import io.promsh.target.Flavour;
import io.promsh.tsdb.BlockWriter;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.TsdbBlock;
import io.promsh.tsdb.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recoveries whole, killed anywhere, refused, and taken back. */
class RecoveryTest {
    @TempDir
    private Path home;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What the local server has when nothing was ever lost. */
    private static String whole(Incident incident) throws IOException {
        return Incident.samples(incident.history("whole", false, time -> true));
    }

    @Test
    void everySampleComesBackAndNothingElseChanges() throws IOException {
        Incident incident = new Incident(home);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("cloud"));
        recovery.carryOut();
        assertEquals(whole(incident), Incident.samples(incident.local));
        ProofFigures proof = recovery.proof().orElseThrow();
        assertTrue(proof.isPerfect());
        assertEquals(239L * Incident.SERIES, proof.fetched());
        assertTrue(recovery.next().isEmpty());
        String report = Files.readString(recovery.reportFile());
        assertTrue(report.contains("labels of cloud that were taken off: cluster"), report);
        assertTrue(report.contains("| after | ") && report.contains("100.00 %"), report);
    }

    @Test
    void aKillAtAnyMomentIsSurvived() throws IOException {
        String expected = whole(new Incident(home.resolve("expected")));
        int moments = 0;
        while (true) {
            Path place = Files.createDirectories(home.resolve("killed-" + moments));
            Incident incident = new Incident(place);
            int left = moments;
            boolean wasKilled = killedAfter(left, incident);
            tear(place);
            Recovery resumed = wasKilled && Files.exists(place.resolve("recoveries"))
                    ? new RecoveryStore(incident.workshop()).find("")
                    : Recovery.begin(incident.workshop(), incident.request("cloud"));
            resumed.carryOut();
            assertEquals(expected, Incident.samples(incident.local), "killed at moment " + moments);
            assertTrue(!wasKilled || resumed.proof().orElseThrow().isPerfect());
            try (Stream<Path> files = Files.list(incident.local)) {
                assertTrue(files.noneMatch(file -> file.toString().contains(".tmp-")), "debris at " + moments);
            }
            if (!wasKilled) {
                assertTrue(moments > 20, "only " + moments + " moments");
                return;
            }
            moments++;
        }
    }

    @Test
    void anUndoAfterAKillAtAnyMomentLeavesWhatWasThere() throws IOException {
        for (int moment = 0; ; moment++) {
            Path place = Files.createDirectories(home.resolve("undone-" + moment));
            Incident incident = new Incident(place);
            String before = Incident.samples(incident.local);
            List<Path> blocks = TsdbBlock.foldersIn(incident.local);
            boolean wasKilled = killedAfter(moment, incident);
            tear(place);
            Recovery found = new RecoveryStore(incident.workshop()).find("");
            found.undo();
            assertEquals(before, Incident.samples(incident.local), "undone after moment " + moment);
            assertEquals(blocks, TsdbBlock.foldersIn(incident.local));
            try (Stream<Path> files = Files.list(incident.local)) {
                assertTrue(files.noneMatch(file -> file.toString().contains(".tmp-")), "debris at " + moment);
            }
            assertTrue(new RecoveryStore(incident.workshop()).find("").isUndone());
            if (!wasKilled) {
                assertTrue(moment > 20, "only " + moment + " moments");
                return;
            }
        }
    }

    private static boolean killedAfter(int moments, Incident incident) {
        int[] left = {moments};
        Recovery.Listener killer = (step, event, words) -> {
            if (left[0]-- == 0) {
                throw new Killed();
            }
        };
        try {
            Recovery.begin(incident.workshop(), incident.request("cloud"))
                    .heardBy(killer)
                    .carryOut();
            return false;
        } catch (Killed killed) {
            return true;
        }
    }

    /** What a kill in the middle of a write leaves: half a line, half a block. */
    private static void tear(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.toList()) {
                if (path.endsWith("journal.jsonl")) {
                    Files.writeString(path, "{\"at\":\"2025-08-03T18:5", StandardOpenOption.APPEND);
                }
                if (path.resolveSibling("").endsWith("blocks") && Files.isDirectory(path) && isBuilt(path)) {
                    Path half = place.resolve("local").resolve(path.getFileName() + ".tmp-for-creation");
                    if (!Files.exists(place.resolve("local").resolve(path.getFileName()))) {
                        Files.createDirectories(half.resolve("chunks"));
                        Files.writeString(half.resolve("index"), "half");
                    }
                }
            }
        }
    }

    private static boolean isBuilt(Path block) throws IOException {
        Path journal = block.resolve("../../journal.jsonl").normalize();
        return Files.readString(journal).contains("\"what\":\"BUILD\",\"event\":\"done\"");
    }

    @Test
    void undoTakesOutExactlyWhatWasPutIn() throws IOException {
        Incident incident = new Incident(home);
        String before = Incident.samples(incident.local);
        List<Path> blocks = TsdbBlock.foldersIn(incident.local);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("cloud"));
        recovery.carryOut();
        assertTrue(TsdbBlock.foldersIn(incident.local).size() > blocks.size());
        assertFalse(recovery.undo().isEmpty());
        assertEquals(before, Incident.samples(incident.local));
        assertEquals(blocks, TsdbBlock.foldersIn(incident.local));
        assertTrue(new RecoveryStore(incident.workshop()).find(recovery.id()).isUndone());
        assertThrows(Failure.class, () -> new RecoveryStore(incident.workshop()).unfinished());
    }

    @Test
    void undoTakesItsSamplesOutOfABlockThatTheServerHasMergedThemInto() throws IOException {
        Incident incident = new Incident(home);
        String before = Incident.samples(incident.local);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("cloud"));
        recovery.carryOut();
        List<Path> parts = TsdbBlock.foldersIn(incident.local);
        String merged = Ulid.create(Incident.NOW);
        try (BlockWriter writer = new BlockWriter(incident.local, merged)) {
            DataDirectory.open(incident.local).forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
                writer.series(series.labels());
                Samples samples = series.samples();
                for (int i = 0; i < samples.size(); i++) {
                    writer.sample(samples.time(i), samples.bits(i));
                }
            });
            writer.finish();
            writer.publish();
        }
        for (Path part : parts) {
            DirectoryPlace.delete(part);
        }
        Path meta = incident.local.resolve(merged).resolve("meta.json");
        String sources = "\"sources\": [\"" + String.join("\",\"", recovery.blocks()) + "\"]";
        Files.writeString(meta, Files.readString(meta).replaceAll("\"sources\"\\s*:\\s*\\[[^]]*]", sources));
        List<String> told = recovery.undo();
        assertTrue(told.toString().contains("wrote block " + merged), told.toString());
        assertEquals(before, Incident.samples(incident.local));
        assertFalse(Files.exists(incident.local.resolve(merged)));
    }

    @Test
    void aDryRunLeavesNothingBehind() throws IOException {
        Incident incident = new Incident(home);
        String before = Incident.samples(incident.local);
        RecoveryPlan plan = Recovery.dryRun(incident.workshop(), incident.request("cloud"));
        assertEquals(1, plan.windows().size());
        TimeRange window = plan.windows().get(0).window();
        assertFalse(window.start().isAfter(Incident.LOST_FROM));
        assertFalse(window.end().isBefore(Incident.LOST_TO));
        assertTrue(window.length().compareTo(Duration.ofMinutes(70)) < 0, window.toString());
        assertEquals(239L * Incident.SERIES, plan.samples());
        assertEquals(before, Incident.samples(incident.local));
        assertFalse(Files.exists(home.resolve("recoveries")));
    }

    @Test
    void aDataDirectoryIsASourceToo() throws IOException {
        Incident incident = new Incident(home);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request(incident.cloud.toString()));
        recovery.carryOut();
        assertEquals(whole(incident), Incident.samples(incident.local));
    }

    /** It may be gone on with from another folder. */
    @Test
    void pathsAreKeptWhole() throws IOException {
        Incident incident = new Incident(home);
        Path here = Path.of("").toAbsolutePath();
        String source = here.relativize(incident.cloud.toAbsolutePath()).toString();
        RecoveryRequest typed = incident.request(source, "cloud");
        String place = here.relativize(incident.local.toAbsolutePath()).toString();
        Recovery.begin(
                incident.workshop(),
                new RecoveryRequest(
                        typed.local(), typed.sources(), typed.selectors(), typed.window(), place, typed.strip()));
        RecoveryRequest kept =
                new RecoveryStore(incident.workshop()).unfinished().request();
        assertEquals(List.of(incident.cloud.toAbsolutePath().toString(), "cloud"), kept.sources());
        assertEquals(incident.local.toAbsolutePath().toString(), kept.destination());
    }

    @Test
    void anExportedFileIsASourceToo() throws IOException {
        Incident incident = new Incident(home);
        StringBuilder text = new StringBuilder("# TYPE speed_bucket unknown\n");
        io.promsh.tsdb.DataDirectory.open(incident.cloud).forEachSeries(List.of(), 0, Long.MAX_VALUE, series -> {
            var samples = series.samples();
            for (int i = 0; i < samples.size(); i++) {
                text.append(series.labels().toString().replace(", ", ","))
                        .append(' ')
                        .append(samples.value(i))
                        .append(' ')
                        .append(java.math.BigDecimal.valueOf(samples.time(i), 3))
                        .append('\n');
            }
        });
        Path file = Files.writeString(home.resolve("export.om"), text.append("# EOF\n"));
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request(file.toString()));
        recovery.carryOut();
        assertEquals(whole(incident), Incident.samples(incident.local));
    }

    @Test
    void eachWindowComesFromTheSourceThatHasIt() throws IOException {
        Incident incident = new Incident(home);
        // The preferred twin lacks the second half of the lost hour.
        Path twin = incident.history(
                "twin",
                false,
                time -> time.isBefore(Incident.LOST_FROM.plusSeconds(1800)) || !time.isBefore(Incident.LOST_TO));
        incident.targets.put("twin", new FolderTarget("twin", twin));
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("twin", "cloud"));
        List<String> sources =
                recovery.plan().windows().stream().map(LostWindow::source).toList();
        assertEquals(List.of("twin", "cloud"), sources);
        recovery.carryOut();
        assertEquals(whole(incident), Incident.samples(incident.local));
    }

    @Test
    void aTwinThatScrapesAtOtherTimesFillsOnlyTheGap() throws IOException {
        Incident incident = new Incident(home);
        Path twin = home.resolve("twin");
        Files.createDirectories(twin);
        try (var builder = new io.promsh.tsdb.BlockBuilder(twin, io.promsh.tsdb.BlockSizes.twoHours(), Incident.NOW)) {
            io.promsh.tsdb.DataDirectory.open(incident.history("all", false, time -> true))
                    .forEachSeries(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, series -> {
                        var samples = series.samples();
                        for (int i = 0; i < samples.size(); i++) {
                            builder.append(series.labels(), samples.time(i) + 4000, samples.value(i));
                        }
                    });
            builder.finish();
        }
        incident.targets.put("twin", new FolderTarget("twin", twin));
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("twin"));
        recovery.carryOut();
        ProofFigures proof = recovery.proof().orElseThrow();
        assertTrue(proof.isPerfect());
        assertTrue(Math.abs(proof.fetched() - 239L * Incident.SERIES) <= 2L * Incident.SERIES, proof.toString());
    }

    @Test
    void whatTheServerWouldDropOrBeHarmedByIsRefused() throws IOException {
        Incident incident = new Incident(home);
        FolderTarget local = Objects.requireNonNull(incident.targets.get("local"));
        local.flags.put("storage.tsdb.retention.time", "2h");
        refuses(incident, "would drop the window");
        local.flags.put("storage.tsdb.retention.time", "30d");
        local.flags.put("agent", "true");
        refuses(incident, "is an agent");
        local.flags.remove("agent");
        local.version = "2.38.0";
        refuses(incident, "refuses blocks that overlap");
        local.version = "2.42.0";
        local.flavour = Flavour.MIMIR;
        refuses(incident, "takes no blocks");
        local.flavour = Flavour.PROMETHEUS;
        Files.delete(incident.local.resolve("wal"));
        refuses(incident, "no server's data directory");
    }

    private static void refuses(Incident incident, String words) throws IOException {
        String before = Incident.samples(incident.local);
        Recovery recovery = Recovery.begin(incident.workshop(), incident.request("cloud"));
        Failure failure = assertThrows(Failure.class, recovery::carryOut);
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertTrue((failure.message() + failure.detail()).contains(words), failure.message() + failure.detail());
        assertFalse(failure.hint().isEmpty());
        assertEquals(before, Incident.samples(incident.local));
    }

    @Test
    void theLastThreeHoursWaitAndAreSaid() throws IOException {
        Incident incident = new Incident(home);
        Path recent = incident.history("recent", false, time -> time.isBefore(Incident.NOW.minus(Duration.ofHours(4))));
        FolderTarget target = new FolderTarget("local", recent);
        incident.targets.put("local", target);
        RecoveryPlan plan = Recovery.dryRun(incident.workshop(), incident.request("cloud"));
        assertEquals(
                Incident.NOW.minus(Duration.ofHours(3)),
                plan.windows().get(0).window().end());
        assertEquals(
                Incident.NOW.minus(Duration.ofHours(3)),
                plan.later().orElseThrow().start());
    }
}
