package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.LiveSpot;
import io.promsh.audit.live.Orphan;
import io.promsh.audit.live.RunningProject;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.text.HumanBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** VOL007 and TSD005: data that was left behind, and data that was put aside. */
final class AftermathRules {
    private AftermathRules() {}

    static void orphans(RunningProject running, Aftermath aftermath, Judgement out) {
        for (Orphan orphan : aftermath.orphans()) {
            String project = running.volume(orphan.volume())
                    .flatMap(Volume::compose)
                    .map(made -> made.project())
                    .orElse(running.name());
            if (!project.equals(running.name())) {
                continue;
            }
            String name =
                    Volume.isAnonymousName(orphan.volume()) ? orphan.volume().substring(0, 12) : orphan.volume();
            String size = orphan.bytes() < 0 ? "" : ", " + HumanBytes.of((double) orphan.bytes());
            out.found(
                    orphan.volume(),
                    name,
                    "nobody uses it, and it holds data of " + orphan.service() + size + span(orphan),
                    Fix.of(
                            orphan.service().equals("Prometheus")
                                    ? "rescue merge " + name
                                    : "volume backup " + name + ", then look into it"),
                    Evidence.of("volume " + orphan.volume(), "no container mounts it"));
        }
    }

    private static String span(Orphan orphan) {
        String end = orphan.end()
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
        String start = orphan.start()
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
        if (end.isEmpty()) {
            return "";
        }
        return start.isEmpty() ? ", last changed " + end : ", " + start + " to " + end;
    }

    static void backups(RunningProject running, Aftermath aftermath, Instant now, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(running.running())) {
            Mount mount = spot.mount().orElse(null);
            if (mount == null || mount.kind() != Mount.Kind.VOLUME) {
                continue;
            }
            Optional<Instant> last = aftermath.lastVerifiedBackup(mount.name());
            boolean isFresh = last.filter(at -> at.isAfter(now.minus(aftermath.backupAge())))
                    .isPresent();
            if (!isFresh) {
                String name = VolumeRunningRules.shortName(mount);
                String when = last.map(at -> "the last one is of " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("there is none");
                out.found(
                        mount.name(),
                        spot.service(),
                        "no verified backup of " + name + " younger than "
                                + aftermath.backupAge().toDays() + " days: " + when,
                        Fix.of("volume backup " + name),
                        Evidence.of("volume " + mount.name(), "promsh's catalogue of backups"));
            }
        }
    }
}
