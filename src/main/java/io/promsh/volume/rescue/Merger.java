package io.promsh.volume.rescue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.copy.FolderCopy;
import io.promsh.volume.copy.TreeDigest;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.plan.Uninterrupted;
import io.promsh.volume.proof.Answering;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.server.Holding;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Servers;
import io.promsh.volume.server.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings orphaned data back into a running server along its plan. */
public final class Merger {
    /** A server looks for new blocks once a minute; a compaction may stand before it. */
    private static final Duration LOADED_WITHIN = Duration.ofMinutes(5);

    private final DockerEngine engine;
    private final Servers servers;
    private final Journal journal;
    private final PlanRun run;
    private final Merge merge;
    private final String scratch;
    private JournalEntry entry;
    private boolean isHalf;
    private String mark = "";

    /** A merge that has not begun; {@code entry} bears the undertaking's id. */
    public Merger(DockerEngine engine, Servers servers, Journal journal, PlanRun run, Merge merge, JournalEntry entry) {
        this.engine = engine;
        this.servers = servers;
        this.journal = journal;
        this.run = run;
        this.merge = merge;
        this.scratch = "promsh-" + entry.id();
        this.entry = entry.with("scratch", scratch)
                .with("into", merge.into().id())
                .with("service", merge.into().service())
                .with("dataPath", merge.into().dataPath())
                .with("source", merge.name());
    }

    /** Does it. */
    public MergeReport merge() {
        MetricsTarget target = servers.of(merge.into());
        try {
            begin("copy");
            Throwaway server = Throwaway.create(engine, merge, scratchVolume(), entry.id());
            run.step("copy", () -> copy(server));
            entry = entry.with("key", key()).with("mark", mark);
            run.step("server", () -> {
                server.start(run::progress);
                return "ready";
            });
            String[] folder = new String[1];
            run.step("snapshot", () -> {
                folder[0] = server.snapshot();
                return folder[0];
            });
            List<BlockMeta> blocks = BlockMeta.in(engine, server.id(), folder[0]);
            long samples = blocks.stream().mapToLong(BlockMeta::samples).sum();
            if (samples == 0) {
                throw Failure.failed("there are no samples in " + merge.name(), "rescue list shows what holds some");
            }
            Instant start = blocks.get(0).start();
            Instant end =
                    blocks.stream().map(BlockMeta::end).max(Instant::compareTo).orElse(start);
            run.step("check", () -> check(target, blocks, end));
            Fingerprint source = Fingerprint.take(server::number, end, span(start, end));
            boolean isThere = !source.isEmpty()
                    && here(target, source, start, end).lacking(source).isEmpty();
            run.step("put", () -> isThere ? "all of it is there already" : put(server, folder[0], blocks));
            begin("load");
            run.step("load", () -> load(target, source, blocks, start, end));
            String into = merge.into().service();
            return new MergeReport(merge.name(), into, blocks, samples, start, end, !isThere, key(), mark);
        } finally {
            Uninterrupted.run(this::putAway);
        }
    }

    /** Removes what was made; where that does not work now, the next run does it. */
    private void putAway() {
        if (isHalf) {
            journal.write(entry.takenBy(""));
            return;
        }
        try {
            tidy(engine, entry.id(), scratch);
            journal.close(entry);
        } catch (Failure e) {
            journal.write(entry.takenBy(""));
        }
    }

    /** What the source is remembered by. */
    private String key() {
        return merge.volume().isEmpty() ? merge.name() : merge.volume();
    }

    private void begin(String phase) {
        entry = entry.at(phase);
        journal.write(entry);
    }

    private String scratchVolume() {
        return engine.createVolume(Volume.Wish.named(scratch, Map.of(ContainerWish.OWN_LABEL, entry.id())))
                .name();
    }

    private String copy(Throwaway server) {
        FolderCopy copying = new FolderCopy(engine);
        if (merge.volume().isEmpty()) {
            return words(copying, merge.container(), server);
        }
        String image = merge.into().container().summary().imageId();
        try (Handle source = Handle.on(engine, image, entry.id())
                .with(merge.volume(), merge.path(), true)
                .open()) {
            return words(copying, source.id(), server);
        }
    }

    private String words(FolderCopy copying, String from, Throwaway server) {
        mark = BroughtBack.mark(engine, from, merge.path() + merge.deeper());
        TreeDigest copy =
                copying.copy(from, merge.path(), server.id(), done -> run.progress(done / (1 << 20) + " MB copied"));
        copying.verify(copy, server.id(), merge.path());
        return copy.files() + " files, " + copy.bytes() + " bytes";
    }

    private String check(MetricsTarget target, List<BlockMeta> blocks, Instant end) {
        Holding holding = Holding.of(target);
        Instant now = Answering.clock(target);
        MergeLimits.check(blocks, now, holding, merge.into().service());
        return MergeLimits.words(blocks.size(), end, now, holding);
    }

    private String put(Throwaway server, String folder, List<BlockMeta> blocks) {
        entry = entry.with("folder", folder)
                .with("from", server.id())
                .with(
                        "blocks",
                        String.join(",", blocks.stream().map(BlockMeta::ulid).toList()));
        begin("put");
        BlockPut putting = new BlockPut(engine);
        PrometheusContainer into = merge.into();
        int done = 0;
        for (BlockMeta block : blocks) {
            if (!putting.isThere(into.id(), into.dataPath(), block.ulid())) {
                // A half block keeps the server from finding any new ones: what is begun is brought to an end.
                isHalf = true;
                putting.put(server.id(), folder, block.ulid(), into.id(), into.dataPath());
                isHalf = false;
            }
            run.progress(++done + " of " + blocks.size() + " blocks");
        }
        return blocks.size() == 1 ? "1 block" : blocks.size() + " blocks";
    }

    private String load(MetricsTarget target, Fingerprint source, List<BlockMeta> blocks, Instant start, Instant end) {
        if (source.isEmpty()) {
            return "put; it holds no scrapes to count by";
        }
        Optional<Fingerprint> loaded = Waiting.until(LOADED_WITHIN, () -> {
            Fingerprint now = here(target, source, start, end);
            return now.lacking(source).isEmpty() ? Optional.of(now) : Optional.empty();
        });
        if (loaded.isEmpty()) {
            throw Failure.of(
                            FailureKind.PARTIAL,
                            merge.into().service() + " does not show the samples after " + LOADED_WITHIN.toMinutes()
                                    + " min",
                            "see why with: docker logs " + merge.into().id().substring(0, 12))
                    .withDetail(blocks.stream().map(BlockMeta::ulid).limit(5).toList());
        }
        return source.allSamples() + " scraped samples counted, all are there";
    }

    /** Asked seldom: each look is some fifty questions. */
    private Fingerprint here(MetricsTarget target, Fingerprint source, Instant start, Instant end) {
        return Fingerprint.take(target, source.at(), span(start, end));
    }

    private static Duration span(Instant start, Instant end) {
        return Duration.between(start, end).plusSeconds(24);
    }

    /** Puts right a merge that was broken off; one that it brings to its end is remembered. */
    static String repair(DockerEngine engine, JournalEntry entry, BroughtBack memory) {
        String what = "a merge of " + entry.fact("source") + " into " + entry.fact("service") + " was broken off";
        try {
            if (entry.phase().equals("load")) {
                remember(entry, memory);
                return what + " when all of it had been put: the server finds it within a minute";
            }
            Optional<ContainerDetail> into = engine.container(entry.fact("into"));
            boolean isHalf = entry.phase().equals("put")
                    && into.isPresent()
                    && engine.container(entry.fact("from")).isPresent();
            if (!isHalf) {
                return what + ": nothing was put; type it again";
            }
            BlockPut putting = new BlockPut(engine);
            for (String ulid : Arrays.asList(entry.fact("blocks").split(","))) {
                if (!putting.isThere(entry.fact("into"), entry.fact("dataPath"), ulid)) {
                    putting.put(
                            entry.fact("from"), entry.fact("folder"), ulid, entry.fact("into"), entry.fact("dataPath"));
                }
            }
            remember(entry, memory);
            return what + ": the blocks that were missing have been put; "
                    + (into.get().state().isRunning()
                            ? "the server finds them within a minute"
                            : "it does not run: docker start " + into.get().name());
        } finally {
            tidy(engine, entry.id(), entry.fact("scratch"));
        }
    }

    /** Nothing was put of what was there already. */
    private static void remember(JournalEntry entry, BroughtBack memory) {
        entry.known("key").ifPresent(key -> memory.remember(key, entry.fact("mark"), entry.begun()));
    }

    private static void tidy(DockerEngine engine, String undertaking, String scratch) {
        Repairs.removeHandles(engine, undertaking);
        engine.volume(scratch).ifPresent(volume -> engine.removeVolume(volume.name()));
    }
}
