package io.promsh.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.TimeRange;
import io.promsh.recovery.Check.Verdict;
import io.promsh.target.Flavour;
import io.promsh.target.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check is triggered, says what is wrong, and says what to do about it; a server that fits passes all of them. */
class RecoveryPreflightTest {
    private static final Instant NOW = Incident.NOW;

    @TempDir
    private Path data;

    private FolderTarget local = new FolderTarget("local", Path.of(""));
    private LostWindow window = window(Duration.ofHours(9), Duration.ofHours(8), 0);

    @BeforeEach
    void aServerThatFits() throws IOException {
        Files.createDirectory(data.resolve("wal"));
        local = new FolderTarget("local", data);
    }

    private static LostWindow window(Duration from, Duration to, long present) {
        return new LostWindow(new TimeRange(NOW.minus(from), NOW.minus(to)), "cloud", present, 240);
    }

    private List<Check> checks(long bytes) {
        return new Preflight(local, NOW).run(List.of(window), new DirectoryPlace(data), bytes);
    }

    private Check check(String name) {
        return checks(1_000_000).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void is(Verdict verdict, String words, String fix, Check check) {
        assertEquals(verdict, check.verdict(), check.words());
        assertTrue(check.words().contains(words), check.words());
        assertTrue(check.fix().contains(fix), check.fix());
        assertEquals(verdict == Verdict.OK, check.fix().isEmpty(), "what is wrong has a fix: " + check);
    }

    @Test
    void aServerThatFitsPassesAll() {
        assertEquals(
                List.of(
                        "version",
                        "flags",
                        "retention",
                        "age",
                        "retention size",
                        "overlap",
                        "out of order",
                        "path",
                        "directory",
                        "disk",
                        "owner"),
                checks(1).stream().map(Check::name).toList());
        checks(1).forEach(check -> assertEquals(Verdict.OK, check.verdict(), check.words()));
    }

    @Test
    void retentionWouldDropIt() {
        local.flags.put("storage.tsdb.retention.time", "7h");
        is(
                Verdict.REFUSED,
                "keeps 7 h and would drop the window",
                "raise --storage.tsdb.retention.time",
                check("retention"));
        local.flags.put("storage.tsdb.retention.time", "12h");
        is(Verdict.WARNING, "near the end", "raise --storage.tsdb.retention.time", check("retention"));
        local.flags.remove("storage.tsdb.retention.time");
        local.flags.put("storage.tsdb.retention", "1h");
        is(Verdict.REFUSED, "keeps 1 h", "raise", check("retention"));
        local.flags.remove("storage.tsdb.retention");
        window = window(Duration.ofDays(17), Duration.ofDays(16), 0);
        is(Verdict.REFUSED, "keeps 360 h", "raise", check("retention"));
        local.flags.put("storage.tsdb.retention.size", "10GB");
        is(Verdict.OK, "within", "", check("retention"));
        is(Verdict.WARNING, "at most 10GB", "raise --storage.tsdb.retention.size", check("retention size"));
    }

    @Test
    void newerThanThreeHoursOrDatedInTheFuture() {
        window = window(Duration.ofHours(4), Duration.ofMinutes(179), 0);
        is(Verdict.REFUSED, "the last 3 h", "end it before " + NOW.minus(Duration.ofHours(3)), check("age"));
        window = window(Duration.ofHours(4), Duration.ofHours(3), 0);
        is(Verdict.OK, "before what the server holds", "", check("age"));
        window = window(Duration.ofHours(1), Duration.ofHours(-1), 0);
        is(Verdict.REFUSED, "in the future", "end it before now", check("future"));
    }

    @Test
    void overlapIsRefusedWhereTheVersionDoesNotMergeIt() {
        window = window(Duration.ofHours(9), Duration.ofHours(8), 7);
        is(Verdict.OK, "it merges the blocks", "", check("overlap"));
        local.version = "2.38.0";
        is(Verdict.REFUSED, "refuses blocks that overlap", "--storage.tsdb.allow-overlapping-blocks", check("overlap"));
        local.flags.put("storage.tsdb.allow-overlapping-blocks", "true");
        is(Verdict.OK, "it merges the blocks", "", check("overlap"));
        window = window(Duration.ofHours(9), Duration.ofHours(8), 0);
        is(Verdict.OK, "nothing in the window", "", check("overlap"));
    }

    @Test
    void theDiskIsTooSmall() {
        Check disk = checks(Long.MAX_VALUE / 4).stream()
                .filter(one -> one.name().equals("disk"))
                .findFirst()
                .orElseThrow();
        is(Verdict.REFUSED, "MB are free", "make room on the disk", disk);
        assertFalse(disk.words().contains("are needed"));
    }

    @Test
    void filesWouldBelongToSomebodyElseOrCouldNotBeDeleted() throws IOException {
        String owner = Files.getOwner(data).getName();
        Check foreign = owner(new DirectoryPlace(data, "not-" + owner));
        is(Verdict.WARNING, "would belong to not-" + owner + " and not to " + owner, "as the server's user", foreign);
        is(Verdict.OK, "will belong to " + owner, "", owner(new DirectoryPlace(data, "root")));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        Check mode = owner(new DirectoryPlace(data));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Root may write everywhere; the server, which is not root, may not.
        boolean isRoot = mode.verdict() == Verdict.WARNING;
        is(
                isRoot ? Verdict.WARNING : Verdict.REFUSED,
                isRoot ? "may not write in " + data : data + " cannot be written",
                isRoot ? "chmod u+w " + data : "run promsh as the server's user",
                mode);
    }

    private static Check owner(DirectoryPlace place) {
        return place.checks(1).stream()
                .filter(one -> one.name().equals("owner"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theVersionTakesNoBlocksOrLooksOnlyWhenItStarts() {
        local.version = "2.24.1";
        is(Verdict.WARNING, "only when it starts", "restart it afterwards", check("version"));
        local.flavour = Flavour.MIMIR;
        is(Verdict.REFUSED, "takes no blocks", "import FILE --to TARGET", check("version"));
    }

    @Test
    void outOfOrderSettingsAreReadFromTheConfiguration() {
        is(Verdict.OK, "does not tell its out_of_order_time_window", "", check("out of order"));
        local.configuration = Optional.of(configuration(Duration.ZERO));
        is(Verdict.OK, "is not set: what is missing can only come in as blocks", "", check("out of order"));
        local.configuration = Optional.of(configuration(Duration.ofMinutes(90)));
        is(Verdict.OK, "out_of_order_time_window is 1h30m", "", check("out of order"));
        local.version = "2.38.0";
        is(Verdict.OK, "takes no late samples", "", check("out of order"));
    }

    private static ServerConfiguration configuration(Duration late) {
        return new ServerConfiguration(Duration.ofSeconds(15), Map.of(), Map.of(), late);
    }

    @Test
    void theServersFlagsStandAgainstIt() {
        local.flags.put("enable-feature", "agent");
        is(Verdict.REFUSED, "is an agent", "recover into what it writes to", check("flags"));
        local.flags.put("enable-feature", "native-histograms");
        local.flags.put("storage.tsdb.min-block-duration", "2h");
        local.flags.put("storage.tsdb.max-block-duration", "2h");
        is(Verdict.WARNING, "does not compact (a Thanos sidecar?)", "sidecar", check("flags"));
        local.flags.clear();
        is(Verdict.WARNING, "does not tell its flags", "by hand", check("flags"));
        local.flags.put("storage.tsdb.path", "/prometheus");
        is(Verdict.WARNING, "its data lies in /prometheus", "are the same", check("path"));
    }

    @Test
    void theFolderIsNoServersData() throws IOException {
        Files.delete(data.resolve("wal"));
        is(Verdict.REFUSED, "has no log", "--storage.tsdb.path", check("directory"));
        Files.delete(data);
        is(Verdict.REFUSED, "there is no folder", "name the server's data directory", check("directory"));
        Files.createDirectory(data);
    }
}
