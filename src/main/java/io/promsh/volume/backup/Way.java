package io.promsh.volume.backup;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.backup.BackupWish.How;
import io.promsh.volume.state.KnownService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides how a volume can be read without anything half written in it: the ways to try, in their order. */
final class Way {
    /** With two cores that pack; what does not fit the budget is not tried. */
    private static final long BYTES_A_SECOND = 50_000_000;

    /** Their files are of no use unless all were written at one moment. */
    private static final Set<String> DATABASES = Set.of(
            "PostgreSQL",
            "MySQL",
            "MongoDB",
            "Redis",
            "InfluxDB",
            "Elasticsearch",
            "etcd",
            "ClickHouse",
            "RabbitMQ",
            "Kafka",
            "ZooKeeper");

    private Way() {}

    /**
     * What the choice depends on.
     *
     * @param writers number of running containers that may write
     * @param kind of service
     * @param isPrometheus whether the only writer is a Prometheus whose data folder this is
     * @param hasAdmin whether its administration interface is on
     * @param bytes estimated size, -1 when unknown
     * @param pauseBudget how long it may be frozen
     */
    record Situation(
            String volume,
            int writers,
            Optional<KnownService> kind,
            boolean isPrometheus,
            boolean hasAdmin,
            long bytes,
            Duration pauseBudget) {
        boolean fitsPause() {
            return bytes >= 0 && bytes / BYTES_A_SECOND <= pauseBudget.toSeconds();
        }
    }

    /** Returns the ways. Throws REFUSED where none is sound without the user's consent, and says what to type. */
    static List<Consistency> choose(Situation situation, How wanted) {
        if (situation.writers() == 0) {
            return List.of(Consistency.IDLE);
        }
        if (wanted == How.STOP) {
            return List.of(Consistency.STOPPED);
        }
        List<Consistency> ways = new ArrayList<>();
        boolean isDatabase =
                situation.kind().map(kind -> DATABASES.contains(kind.name())).orElse(false);
        if (situation.isPrometheus() && situation.hasAdmin()) {
            ways.add(Consistency.SNAPSHOT);
        }
        if (wanted == How.BY_CHOICE && !isDatabase && situation.fitsPause()) {
            ways.add(Consistency.PAUSED);
        }
        if (situation.isPrometheus()) {
            ways.add(Consistency.HOT);
        }
        if (ways.isEmpty()) {
            throw refusal(situation, wanted, isDatabase);
        }
        return List.copyOf(ways);
    }

    private static Failure refusal(Situation situation, How wanted, boolean isDatabase) {
        String stop = "volume backup " + situation.volume() + " --stop";
        if (isDatabase) {
            String kind = situation.kind().map(KnownService::name).orElse("");
            String dump = switch (kind) {
                case "PostgreSQL" -> "; or dump it: docker exec CONTAINER pg_dumpall -U postgres > dump.sql";
                case "MySQL" -> "; or dump it: docker exec CONTAINER mysqldump --all-databases > dump.sql";
                default -> "";
            };
            return Failure.of(
                    FailureKind.REFUSED,
                    "the files of a running " + kind + " are never copied: they fit together only when it is stopped",
                    "to stop it for the copy and start it again: " + stop + dump);
        }
        if (wanted == How.LIVE) {
            return Failure.of(
                    FailureKind.REFUSED,
                    "a live copy is sound for Prometheus only, where it can be told that no compaction fell into it",
                    "leave --live out, or stop it for the copy and start it again: " + stop);
        }
        String size = situation.bytes() < 0 ? "of unknown size" : situation.bytes() / 1_000_000 + " MB";
        return Failure.of(
                FailureKind.REFUSED,
                "the volume (" + size + ") takes longer to read than its users may be paused ("
                        + situation.pauseBudget().toSeconds() + " s)",
                "allow more with --pause 5m, or stop them for the copy and start them again: " + stop);
    }
}
