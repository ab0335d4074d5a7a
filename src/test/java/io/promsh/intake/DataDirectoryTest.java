package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All blocks or none, whenever the process dies. */
class DataDirectoryTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final int DIED = 137;

    @TempDir
    Path home;

    /** The process of which the test takes the life: an import that ends at its so many-th step, as by kill -9. */
    static final class Victim {
        private static int left;

        public static void main(String[] arguments) {
            left = Integer.parseInt(arguments[2]);
            run(Path.of(arguments[0]), Path.of(arguments[1]));
        }

        static void run(Path file, Path data) {
            try (DataDirectory directory = DataDirectory.open(data, Victim::step)) {
                ImportPlan plan = plan(file);
                if (directory.receipt(plan.id()).isPresent()) {
                    return;
                }
                step("build");
                Built built =
                        new BlockBuild(directory.work(), BlockSizes.twoHours()).build(plan, (samples, part) -> {});
                directory.place(plan.id(), built.report().blocks());
            }
        }

        private static void step(String name) {
            if (left-- == 0) {
                Runtime.getRuntime().halt(DIED);
            }
        }
    }

    static ImportPlan plan(Path file) {
        return new ImportPlan(
                Sources.of(List.of(file), Optional.empty(), Set.of()), ImportWindow.ALL, OptionalLong.empty(), NOW);
    }

    private Path samples() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append("m ")
                    .append(i)
                    .append(' ')
                    .append(1_754_100_000 + 7200 * i)
                    .append('\n');
        }
        return Files.writeString(home.resolve("m.om"), text + "# EOF\n", UTF_8);
    }

    private static int die(Path file, Path data, int step) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        file.toString(),
                        data.toString(),
                        Integer.toString(step))
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("victim.log").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    void leavesNothingHalfWhereverItDiesAndEndsTheSame() throws Exception {
        Path file = samples();
        int step = 0;
        List<Integer> seen = new ArrayList<>();
        int exit;
        do {
            Path data = Files.createDirectory(home.resolve("data" + step));
            exit = die(file, data, step);
            seen.add(TsdbBlock.foldersIn(data).size());
            boolean decided =
                    Files.exists(data.resolve(DataDirectory.OWN_FOLDER).resolve("journal"));
            // The next import, even of something else, finds all of it or nothing.
            try (DataDirectory next = DataDirectory.open(data)) {
                int found = TsdbBlock.foldersIn(data).size();
                assertTrue(found == 0 || found == 4, "after step " + step + ": " + found);
                assertTrue(!decided || found == 4, "after step " + step + " it was decided, but: " + found);
                assertEquals(found == 4, next.receipt(plan(file).id()).isPresent(), "step " + step);
            }
            Victim.left = Integer.MAX_VALUE;
            Victim.run(file, data);
            assertEquals(4, TsdbBlock.foldersIn(data).size(), "step " + step);
            assertEquals(
                    4,
                    ImportPropertyTest.contents(data).values().iterator().next().size());
            try (var all = Files.list(data)) {
                assertEquals(5, all.count(), "blocks and the receipts, nothing else");
            }
            step++;
        } while (exit == DIED);
        assertEquals(0, exit, () -> "the last one lived");
        assertTrue(seen.contains(0) && seen.contains(2) && seen.contains(4), () -> "all stages were met: " + seen);
    }

    @Test
    void letsOneImportInAtATime() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        try (DataDirectory first = DataDirectory.open(data)) {
            Failure failure = assertThrows(Failure.class, () -> DataDirectory.open(first.path()));
            assertEquals(FailureKind.REFUSED, failure.kind());
        }
        DataDirectory.open(data).close();
    }
}
