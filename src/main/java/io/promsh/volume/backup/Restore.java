package io.promsh.volume.backup;

import io.promsh.docker.ComposeVolume;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.archive.Packing;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a backup into a volume: checks first, never into what is in use or not empty without consent, and ends with proof. */
public final class Restore {
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final DockerEngine engine;
    private final Journal journal;
    private final Catalogue catalogue;
    private final Telling telling;

    /** Restores on an engine. */
    public Restore(DockerEngine engine, Journal journal, Catalogue catalogue, Telling telling) {
        this.engine = engine;
        this.journal = journal;
        this.catalogue = catalogue;
        this.telling = telling;
    }

    /** Checks the archive and looks at the volume; changes nothing. Throws REFUSED for an archive that is not to be restored. */
    public RestorePlan plan(RestoreWish wish) {
        CheckReport check = new Verification(catalogue, telling).check(wish.file(), wish.now(), wish.keepLinksOut());
        if (!check.isGood()) {
            throw Failure.of(
                            FailureKind.REFUSED,
                            wish.file().getFileName() + " is damaged and is not restored",
                            "take another backup of that volume: volume backups")
                    .withDetail(check.problems());
        }
        Optional<Volume> existing = engine.volume(wish.volume());
        VolumeUsers users = existing.isPresent()
                ? VolumeUsers.of(engine, wish.volume())
                : new VolumeUsers(
                        new Volume(wish.volume(), "local", "", Optional.empty(), Map.of(), Map.of()), List.of());
        List<String> remarks = new ArrayList<>(check.remarks());
        if (!check.tooDeep().isEmpty()) {
            remarks.add("the data lies one folder too deep in the archive (" + check.tooDeep()
                    + "): it is restored to the volume's root");
        }
        Volume.Wish made = volume(wish.volume(), check.manifest(), remarks);
        String image = image(users, check.manifest());
        boolean isEmpty = existing.isEmpty() || isEmpty(wish.volume(), image);
        List<String> running = users.writers().stream()
                .map(user -> user.summary().displayName())
                .toList();
        return new RestorePlan(check, existing, made, isEmpty, running, image, remarks);
    }

    private String image(VolumeUsers users, Optional<Manifest> manifest) {
        List<String> preferred =
                manifest.map(found -> List.of(found.imageId(), found.image())).orElse(List.of());
        return VolumeUsers.anyImage(engine, users, preferred);
    }

    /** Returns the volume as it was, under its new name: with the labels that make Compose take it for its own. */
    static Volume.Wish volume(String name, Optional<Manifest> manifest, List<String> remarks) {
        if (manifest.isEmpty()) {
            return Volume.Wish.named(name, Map.of());
        }
        Manifest found = manifest.get();
        Map<String, String> labels = new HashMap<>(found.labels());
        labels.remove(Volume.ANONYMOUS_LABEL);
        Optional<ComposeVolume> compose = ComposeVolume.of(found.labels());
        if (compose.isPresent() && !name.equals(found.volume())) {
            String suffix = "_" + compose.get().volume();
            labels.remove(ComposeVolume.PROJECT_LABEL);
            labels.remove(ComposeVolume.VOLUME_LABEL);
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                String project = name.substring(0, name.length() - suffix.length());
                labels.put(ComposeVolume.PROJECT_LABEL, project);
                labels.put(ComposeVolume.VOLUME_LABEL, compose.get().volume());
            } else {
                labels.remove(ComposeVolume.VERSION_LABEL);
                remarks.add("the name does not end in " + suffix + ", so Compose will not take the volume for its own");
            }
        }
        return new Volume.Wish(name, found.driver(), labels, found.options());
    }

    private boolean isEmpty(String volume, String image) {
        Handle handle = Handle.on(engine, image, volume, true, "look");
        try {
            return new VolumeContent(engine).isEmpty(handle);
        } catch (IOException e) {
            throw Failure.failed("the volume cannot be looked into: " + e.getMessage(), "try it again")
                    .withCause(e);
        } finally {
            handle.remove();
        }
    }

    /** Does what the plan says. Throws REFUSED where consent is missing. */
    public RestoreReport run(RestoreWish wish, RestorePlan plan) {
        if (plan.needsConsent() && !wish.isForced()) {
            String why = plan.isEmpty()
                    ? "volume " + wish.volume() + " is in use by " + String.join(", ", plan.running())
                    : "volume " + wish.volume() + " is not empty";
            throw Failure.of(
                    FailureKind.REFUSED,
                    why + ": nothing was changed",
                    "to lose what is in it (after a backup): --force " + wish.volume());
        }
        JournalEntry entry = new JournalEntry(
                "restore-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()),
                Repairs.RESTORE,
                "begin",
                Journal.thisProcess(),
                Map.of(
                        "engine",
                        engine.address(),
                        "volume",
                        wish.volume(),
                        "file",
                        wish.file().toAbsolutePath().toString()));
        journal.write(entry);
        return new RestoreRun(engine, journal, entry, telling).run(wish, plan, () -> safety(wish, plan));
    }

    /** Backs up what is in the volume; everything that uses it was stopped before. */
    private Optional<Path> safety(RestoreWish wish, RestorePlan plan) {
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        telling.note("backs up what is in the volume now");
        BackupReport report = new Backup(engine, journal, catalogue, NamedServers.NONE, telling)
                .make(new BackupWish(
                        wish.volume(),
                        wish.safetyFolder(),
                        BackupWish.How.BY_CHOICE,
                        Duration.ofSeconds(10),
                        Packing.GZIP,
                        true,
                        wish.now()));
        boolean isGood = report.check().map(CheckReport::isGood).orElse(false);
        if (!isGood) {
            telling.note("what is in the volume is damaged itself; it was kept as it is");
        }
        return Optional.of(report.file());
    }

    static String ids(List<ContainerDetail> containers) {
        return containers.stream().map(ContainerDetail::id).collect(Collectors.joining(","));
    }

    /** In the same order. */
    static String started(List<ContainerDetail> containers) {
        return containers.stream()
                .map(one -> one.state().started().map(Instant::toString).orElse(""))
                .collect(Collectors.joining(","));
    }

    static Duration grace(ContainerDetail container) {
        return container.policy().stopTimeout().orElse(GRACE);
    }
}
