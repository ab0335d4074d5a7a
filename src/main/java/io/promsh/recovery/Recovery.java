package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Counts;
import io.promsh.tsdb.BlockSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A recovery in its folder: a journal, what was fetched, what was built, the report. It can be killed at any moment: opened again, it
 * goes on with the first step that is not done, and what a step had done already is not done twice.
 */
public final class Recovery {
    private static final String LOCAL_SELECTORS = "localSelectors";

    private final Workshop workshop;
    private final Path folder;
    private final Journal journal;
    private final RecoveryRequest request;
    private Listener listener = (step, event, words) -> {};

    /** Hears how a recovery goes on. */
    @FunctionalInterface
    public interface Listener {
        /** Is told {@code begun} before a step's work and {@code done} after it was noted, with what came of it. */
        void told(Step step, String event, String words);
    }

    private Recovery(Workshop workshop, Path folder, Journal journal, RecoveryRequest request) {
        this.workshop = workshop;
        this.folder = folder;
        this.journal = journal;
        this.request = request;
    }

    /** Begins a recovery; nothing is asked of anyone yet. */
    public static Recovery begin(Workshop workshop, RecoveryRequest request) {
        Path folder = RecoveryStore.create(workshop);
        Journal journal = Journal.open(folder, workshop.clock());
        RecoveryRequest whole =
                request.withWholePaths(name -> workshop.targets().apply(name).isPresent());
        journal.add("REQUEST", "done", whole.toJson());
        return new Recovery(workshop, folder, journal, whole);
    }

    /** Opens one that was begun. Throws a failure when its journal says nothing. */
    static Recovery open(Workshop workshop, Path folder) {
        Journal journal = Journal.open(folder, workshop.clock());
        JsonNode asked = journal.last("REQUEST", "done")
                .orElseThrow(() -> Failure.failed(folder + " holds no recovery", "see them with: recover status"));
        return new Recovery(workshop, folder, journal, RecoveryRequest.of(asked));
    }

    /** Measures and plans without leaving anything behind. */
    public static RecoveryPlan dryRun(Workshop workshop, RecoveryRequest request) {
        Planner planner = new Planner(workshop, request);
        List<String> localSelectors = planner.localSelectors();
        return planner.plan(planner.measure(localSelectors), localSelectors).plan();
    }

    /** Makes a listener hear what happens from now on. */
    public Recovery heardBy(Listener newListener) {
        listener = newListener;
        return this;
    }

    /** Returns the name: the second in which it was begun. */
    public String id() {
        return String.valueOf(folder.getFileName());
    }

    /** Returns what was asked for. */
    public RecoveryRequest request() {
        return request;
    }

    /** Returns the first step that is not done, or empty when all are. */
    public Optional<Step> next() {
        for (Step step : Step.values()) {
            if (journal.last(step.name(), "done").isEmpty()) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** Returns whether its blocks were taken out again. */
    public boolean isUndone() {
        return journal.last("UNDO", "done").isPresent();
    }

    private JsonNode done(Step step) {
        return journal.last(step.name(), "done").orElseThrow(() -> new IllegalStateException(step + " is not done"));
    }

    private ObjectNode run(Step step, String words, Work work) {
        Optional<JsonNode> before = journal.last(step.name(), "done");
        if (before.isPresent()) {
            return (ObjectNode) before.get();
        }
        journal.add(step.name(), "begun", Json.object());
        listener.told(step, "begun", words);
        try {
            ObjectNode facts = work.run();
            listener.told(step, "worked", "");
            journal.add(step.name(), "done", facts);
            listener.told(step, "done", facts.path("words").asText());
            return facts;
        } catch (IOException e) {
            throw Failure.failed(step.title() + ": " + e.getMessage(), "then go on with: recover resume " + id())
                    .withCause(e);
        }
    }

    private interface Work {
        ObjectNode run() throws IOException;
    }

    /** Measures and plans, where that is not done; returns the plan. */
    public RecoveryPlan plan() {
        Planner planner = new Planner(workshop, request);
        ObjectNode measured = run(Step.MEASURE, "", () -> {
            ObjectNode facts = Json.object();
            List<String> localSelectors = planner.localSelectors();
            List<LostWindow> lost = planner.measure(localSelectors);
            facts.set(LOCAL_SELECTORS, Json.list(localSelectors));
            lost.forEach(window -> facts.withArray("windows").add(window.toJson()));
            return facts.put("words", Counts.of(lost.size(), "window") + " with a loss");
        });
        List<LostWindow> lost = new ArrayList<>();
        measured.path("windows").forEach(window -> lost.add(LostWindow.of(window)));
        ObjectNode planned = run(Step.PLAN, "", () -> {
            Planner.Planned made = planner.plan(lost, localSelectors());
            ObjectNode facts = made.plan().toJson();
            facts.set("rules", made.rules());
            return facts.put("words", "about " + made.plan().samples() + " samples are missing");
        });
        return RecoveryPlan.of(planned);
    }

    /** Returns what the local target is asked by for the series in question. */
    private List<String> localSelectors() {
        return Json.texts(done(Step.MEASURE).path(LOCAL_SELECTORS));
    }

    /** Forgets the plan, so that a later look at the server counts. */
    public void planAgain() {
        if (journal.last(Step.FETCH.name(), "done").isEmpty()) {
            journal.add(Step.PLAN.name(), Journal.FORGOTTEN, Json.object());
        }
    }

    /** Does what is left to do after the plan. Throws a REFUSED failure when a check stands against it. */
    public void carryOut() {
        RecoveryPlan plan = plan();
        if (plan.windows().isEmpty()) {
            return;
        }
        refuse(plan.refusals());
        fetch(plan.windows());
        build(plan.windows());
        place(plan.windows());
        serve(plan.windows());
        run(Step.PROVE, "", () -> {
            ObjectNode facts = Proof.run(
                    workshop.local(request), localSelectors(), plan.windows(), folder.resolve("expected.jsonl"));
            long differing = facts.path("seriesDiffering").asLong();
            return facts.put(
                    "words",
                    differing == 0
                            ? "all " + facts.path("seriesGood").asLong() + " series are the same, sample by sample"
                            : differing + " series differ");
        });
        run(Step.REPORT, "", () -> {
            Files.writeString(reportFile(), RecoveryReport.of(this, journal.entries()));
            tidy();
            return Json.object().put("words", reportFile().toString());
        });
    }

    /** Keeps the journal, the report and, to take them back, the blocks; what was fetched and read has done its work. */
    private void tidy() throws IOException {
        for (Path place : List.of(folder, workshop.folder())) {
            try (var all = Files.list(place)) {
                for (Path path : all.toList()) {
                    String name = String.valueOf(path.getFileName());
                    if (name.startsWith("parts-") || name.startsWith(FileBlocks.PREFIX)) {
                        DirectoryPlace.delete(path);
                    }
                }
            }
        }
    }

    private static void refuse(List<Check> refusals) {
        if (!refusals.isEmpty()) {
            Check first = refusals.get(0);
            List<String> rest = refusals.stream()
                    .skip(1)
                    .map(check -> "also: " + check.words())
                    .toList();
            throw Failure.of(FailureKind.REFUSED, first.words(), first.fix()).withDetail(rest);
        }
    }

    private void fetch(List<LostWindow> windows) {
        run(Step.FETCH, "", () -> {
            ObjectNode facts = Json.object();
            long samples = 0;
            boolean partial = false;
            for (int i = 0; i < windows.size(); i++) {
                LostWindow window = windows.get(i);
                SampleSource.Fetched fetched = workshop.source(window.source())
                        .fetch(request.selectors(), window.window(), folder.resolve("parts-" + i));
                samples += fetched.samples();
                partial |= fetched.partial();
                fetched.warnings().forEach(facts.withArray("warnings")::add);
                facts.put("method", fetched.method());
            }
            facts.put("samples", samples).put("partial", partial);
            return facts.put(
                    "words", samples + " samples by " + facts.path("method").asText());
        });
    }

    private void build(List<LostWindow> windows) {
        run(Step.BUILD, "", () -> {
            Path blocks = folder.resolve("blocks");
            DirectoryPlace.delete(blocks);
            Files.createDirectories(blocks);
            Instant now = workshop.clock().instant();
            Duration tenth = Preflight.retention(
                            workshop.target(request.local()).flags())
                    .dividedBy(10);
            ObjectNode facts = new Rebuild(
                            workshop, request, localSelectors(), done(Step.PLAN).path("rules"))
                    .run(windows, folder, blocks, now, BlockSizes.upTo(tenth, now));
            return facts.put(
                    "words",
                    Counts.of(facts.path("blocks").size(), "block") + " with "
                            + Counts.of(facts.path("samples").asLong(), "sample"));
        });
    }

    private List<String> ulids() {
        List<String> ulids = new ArrayList<>();
        journal.last(Step.BUILD.name(), "done")
                .ifPresent(facts -> facts.path("blocks")
                        .forEach(block -> ulids.add(block.path("ulid").asText())));
        return ulids;
    }

    private void place(List<LostWindow> windows) {
        run(Step.PLACE, "", () -> {
            BlockPlace place = workshop.place(request.destination());
            long bytes = size(folder.resolve("blocks"));
            // The server may have changed since the plan: looked at again, now with the true size.
            refuse(new Preflight(
                            workshop.target(request.local()), workshop.clock().instant())
                    .run(windows, place, bytes).stream()
                            .filter(check -> check.verdict() == Check.Verdict.REFUSED)
                            .toList());
            List<String> ulids = ulids();
            for (String ulid : ulids) {
                place.put(folder.resolve("blocks").resolve(ulid));
                listener.told(Step.PLACE, "placed", ulid);
            }
            return Json.object().put("words", Counts.of(ulids.size(), "block") + " in " + place.words());
        });
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (var all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(path);
            }
        }
        return bytes;
    }

    private void serve(List<LostWindow> windows) {
        run(Step.SERVE, "", () -> {
            JsonNode served = done(Step.BUILD).path("served");
            long[] expected = new long[localSelectors().size()];
            Arrays.setAll(expected, i -> served.path(i).asLong());
            Duration waited =
                    new Serving(workshop, workshop.local(request), localSelectors(), id()).await(windows, expected);
            return Json.object().put("words", "after " + waited.toSeconds() + " s");
        });
    }

    /** Returns what the proof says, once it is made. */
    public Optional<ProofFigures> proof() {
        return journal.last(Step.PROVE.name(), "done").map(ProofFigures::of);
    }

    /** Returns what was not brought back or may be missing, a sentence each, once the blocks are built; often none. */
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        JsonNode fetched = journal.last(Step.FETCH.name(), "done").orElse(Json.object());
        JsonNode built = journal.last(Step.BUILD.name(), "done").orElse(Json.object());
        if (fetched.path("partial").asBoolean()) {
            losses.add("the source said that its answer was partial");
        }
        fetched.path("warnings").forEach(warning -> losses.add("warning of the source: " + warning.asText()));
        count(
                built,
                "histograms",
                "native histogram samples that the source does not hand out as they are stored",
                losses);
        count(built, "conflicts", "samples at a time that another value was taken for", losses);
        return losses;
    }

    private static void count(JsonNode facts, String key, String words, List<String> losses) {
        if (facts.path(key).asLong() > 0) {
            losses.add(facts.path(key).asLong() + " " + words);
        }
    }

    /** Returns where the report is, or will be. */
    public Path reportFile() {
        return folder.resolve("report.md");
    }

    /**
     * Takes the blocks that were put in out again, and only those. Where the server has merged one into a larger block in the meantime,
     * that block is written anew without the samples that were put in.
     *
     * @return what was done, a sentence each
     */
    public List<String> undo() {
        journal.add("UNDO", "begun", Json.object());
        BlockPlace place = workshop.place(request.destination());
        List<String> told = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (String ulid : ulids()) {
            boolean was = place.has(ulid);
            place.remove(ulid);
            listener.told(Step.PLACE, "removed", ulid);
            (was ? told : gone).add(was ? "took out block " + ulid : ulid);
        }
        boolean wasPlaced = journal.last(Step.PLACE.name(), "begun").isPresent();
        if (!gone.isEmpty() && wasPlaced) {
            List<Path> built = ulids().stream()
                    .map(ulid -> folder.resolve("blocks").resolve(ulid))
                    .toList();
            told.addAll(Unmerge.run(
                    place,
                    built,
                    gone,
                    folder.resolve("rewritten"),
                    workshop.clock().instant()));
        }
        ObjectNode facts = Json.object();
        facts.set("told", Json.list(told));
        journal.add("UNDO", "done", facts);
        return told;
    }

    /** Returns the blocks that it built, by name. */
    public List<String> blocks() {
        return ulids();
    }
}
