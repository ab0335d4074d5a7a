package io.promsh.volume.rescue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.server.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a server would keep blocks that are put into its storage. */
final class MergeLimits {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private MergeLimits() {}

    /** Throws the REFUSED failure where it would drop one, or one lies ahead of its clock. */
    static void check(List<BlockMeta> blocks, Instant now, Holding holding, String service) {
        Instant border = now.minus(holding.retention());
        List<BlockMeta> old =
                blocks.stream().filter(block -> block.end().isBefore(border)).toList();
        if (!old.isEmpty()) {
            long days = Duration.between(old.get(0).start(), now).toDays() + 1;
            throw Failure.of(
                            FailureKind.REFUSED,
                            service + " keeps " + holding.retention().toDays() + " days and would drop " + old.size()
                                    + " of " + blocks.size() + " blocks at once",
                            "set --storage.tsdb.retention.time=" + days + "d, restart it, and type the same again")
                    .withDetail(lines(old));
        }
        List<BlockMeta> ahead = blocks.stream()
                .filter(block -> block.end().isAfter(now.plus(CLOCKS_APART)))
                .toList();
        if (!ahead.isEmpty()) {
            throw Failure.of(
                            FailureKind.REFUSED,
                            "samples lie ahead of the clock of " + service + ": it would take no new ones until then",
                            "was a clock wrong, here or there?")
                    .withDetail(lines(ahead));
        }
        long bytes = blocks.stream().mapToLong(BlockMeta::bytes).sum();
        if (holding.limitBytes() > 0 && bytes > holding.limitBytes() / 2) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "the blocks have " + bytes + " bytes, and " + service + " keeps " + holding.limitBytes()
                            + " in all: it would drop others for them",
                    "raise --storage.tsdb.retention.size, restart it, and type the same again");
        }
    }

    private static List<String> lines(List<BlockMeta> blocks) {
        return blocks.stream()
                .limit(5)
                .map(block -> block.ulid() + ": " + block.start() + " to " + block.end() + ", " + block.samples()
                        + " samples")
                .toList();
    }

    static String words(int blocks, Instant end, Instant now, Holding holding) {
        Duration left = holding.retention().minus(Duration.between(end, now));
        return (blocks == 1 ? "1 block" : blocks + " blocks") + ", kept for " + left.toDays() + " more days";
    }
}
