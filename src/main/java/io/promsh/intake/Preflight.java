package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Counts;
import io.promsh.text.HumanBytes;
import io.promsh.tsdb.BlockMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for what would make blocks harmful or vanish in a data directory. */
public final class Preflight {
    /** What a server has in its head: the last two hours, and up to half as much again until it cuts a block. */
    static final Duration HEAD = Duration.ofHours(3);

    /** A clock may be off by this much. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private final Instant now;
    private final Set<Risk> allowed;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();

    public Preflight(Instant now, Set<Risk> allowed) {
        this.now = now;
        this.allowed = Set.copyOf(allowed);
    }

    /** Looks at the room before anything is written: text becomes about a tenth of its size, other blocks stay what they are. */
    public Preflight space(List<Source> sources, long freeBytes) {
        long needed = 64L << 20;
        for (Source source : sources) {
            boolean isPacked = source.path().toString().endsWith(".gz");
            needed += switch (source.kind()) {
                case OPENMETRICS, TEXT, JSON, CSV -> isPacked ? source.sizeBytes() * 2 : source.sizeBytes() / 8;
                case BLOCK, TSDB -> source.sizeBytes();
                case ARCHIVE -> source.sizeBytes() * 4;
            };
        }
        if (needed > freeBytes) {
            refuse(
                    Risk.SPACE,
                    "it may take " + HumanBytes.of((double) needed) + " and " + HumanBytes.of((double) freeBytes)
                            + " are free",
                    "make room");
        }
        return this;
    }

    /** Looks at the times of the samples: those that a head holds, and those to come. */
    public Preflight times(long earliest, long latest) {
        Instant last = Instant.ofEpochMilli(latest);
        if (last.isAfter(now.plus(SKEW))) {
            refuse(
                    Risk.FUTURE,
                    "the last sample is dated " + last
                            + ", in the future: as retention counts from the newest block, it could"
                            + " expire all others",
                    "take what is past with --end " + now.minus(HEAD));
        } else if (!last.isBefore(now.minus(HEAD))) {
            Instant cut = now.minus(HEAD);
            boolean isAll = !Instant.ofEpochMilli(earliest).isBefore(cut);
            refuse(
                    Risk.RECENT,
                    (isAll ? "all samples are" : "samples up to " + last + " are") + " newer than " + cut
                            + " (3 h ago): the"
                            + " server's head covers that time, and would lose samples of its own log at the next restart",
                    isAll ? "wait until they are older" : "take what is older with --end " + cut);
        }
        return this;
    }

    /** Looks for blocks that the retention would drop: all whose end lies that far behind the newest. */
    public Preflight retention(List<BlockMeta> fresh, List<BlockMeta> existing, Duration retention, boolean isAssumed) {
        long newest = now.toEpochMilli();
        for (BlockMeta block : existing) {
            newest = Math.max(newest, block.maxTime());
        }
        long cut = newest - retention.toMillis();
        long dropped = fresh.stream().filter(block -> block.maxTime() <= cut).count();
        if (dropped > 0) {
            String days = retention.toHours() % 24 == 0 ? retention.toDays() + " d" : retention.toHours() + " h";
            refuse(
                    Risk.EXPIRED,
                    Counts.of(dropped, "block") + " of " + fresh.size() + " would be dropped: they end before "
                            + Instant.ofEpochMilli(cut) + ", beyond the retention of " + days
                            + (isAssumed ? ", the default" : ""),
                    isAssumed
                            ? "say what the server keeps with --retention, or ask it with --server NAME"
                            : "raise --storage.tsdb.retention.time first");
        }
        return this;
    }

    /** Looks for blocks in place over the same time. */
    public Preflight overlap(List<BlockMeta> fresh, List<BlockMeta> existing) {
        List<String> found = existing.stream()
                .filter(old -> fresh.stream().anyMatch(block -> overlaps(block, old)))
                .map(BlockMeta::ulid)
                .toList();
        if (!found.isEmpty()) {
            refuse(
                    Risk.OVERLAP,
                    "the time is covered already by " + Counts.of(found.size(), "block") + ": "
                            + String.join(", ", found.subList(0, Math.min(3, found.size())))
                            + (found.size() > 3 ? " ..." : ""),
                    "servers from 2.39 on merge them; where both have a sample, either may be kept");
        }
        return this;
    }

    private static boolean overlaps(BlockMeta one, BlockMeta other) {
        return one.minTime() < other.maxTime() && other.minTime() < one.maxTime();
    }

    private void refuse(Risk risk, String reason, String advice) {
        if (!allowed.contains(risk)) {
            refusals.add(reason);
            hints.add(advice + ", or go on with --allow " + risk.word());
        }
    }

    /** Throws a REFUSED failure (exit code 5) with everything that was found and not allowed. */
    public void decide() {
        if (refusals.isEmpty()) {
            return;
        }
        String message = refusals.size() == 1
                ? "refused: " + refusals.get(0)
                : "refused for " + refusals.size() + " reasons, and nothing was imported";
        List<String> detail = new ArrayList<>();
        if (refusals.size() > 1) {
            for (int i = 0; i < refusals.size(); i++) {
                detail.add("  " + refusals.get(i));
                detail.add("    " + hints.get(i));
            }
        }
        throw Failure.of(FailureKind.REFUSED, message, refusals.size() == 1 ? hints.get(0) : "")
                .withDetail(detail);
    }
}
