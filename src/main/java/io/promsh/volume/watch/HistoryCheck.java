package io.promsh.volume.watch;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.server.Holding;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far back a Prometheus remembers, and whether that fits its retention and the age of its project: a server whose oldest
 * sample is as young as its container has lost what was before.
 */
final class HistoryCheck {
    /** The server's own word on its oldest sample; without any sample it is a time far ahead. */
    private static final Pattern LOWEST =
            Pattern.compile("(?m)^prometheus_tsdb_lowest_timestamp_seconds(?:\\{[^}]*})? (\\S+)$");

    private static final Duration SKEW = Duration.ofDays(1);

    private final DockerEngine engine;
    private final Servers servers;

    HistoryCheck(DockerEngine engine, Servers servers) {
        this.engine = engine;
        this.servers = servers;
    }

    void look(
            PrometheusContainer server,
            Map<String, String> labels,
            Instant now,
            List<Status> statuses,
            List<Reading> readings) {
        String subject = labels.get("project") + " " + server.service();
        try {
            MetricsTarget target = servers.of(server);
            Map<String, String> flags = target.flags();
            retention(flags, subject, labels, statuses, readings);
            oldest(server, Holding.of(flags).retention(), labels, now, statuses, readings);
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            statuses.add(new Status("history", subject, false, "does not answer: " + e.message(), e.hint()));
        }
    }

    private static void retention(
            Map<String, String> flags,
            String subject,
            Map<String, String> labels,
            List<Status> statuses,
            List<Reading> readings) {
        boolean isSet = !flags.getOrDefault("storage.tsdb.retention.time", "0s").equals("0s")
                || !flags.getOrDefault("storage.tsdb.retention", "0s").equals("0s")
                || Holding.of(flags).limitBytes() > 0;
        Duration retention = Holding.of(flags).retention();
        readings.add(new Reading(Gauge.RETENTION_SET, labels, isSet ? 1 : 0));
        readings.add(new Reading(Gauge.RETENTION, labels, retention.toSeconds()));
        statuses.add(new Status(
                "retention",
                subject,
                isSet,
                (isSet ? "keeps " : "keeps the preset ") + retention.toDays() + " days",
                isSet ? "" : "set --storage.tsdb.retention.time"));
    }

    private void oldest(
            PrometheusContainer server,
            Duration retention,
            Map<String, String> labels,
            Instant now,
            List<Status> statuses,
            List<Reading> readings) {
        String subject = labels.get("project") + " " + server.service();
        String metrics = engine.http(server.id(), server.port(), "GET", server.prefix() + "/metrics")
                .body();
        Matcher matcher = LOWEST.matcher(metrics);
        double oldest = matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
        boolean isTime = oldest > 0 && oldest <= now.getEpochSecond() + SKEW.toSeconds();
        if (!isTime) {
            statuses.add(new Status("history", subject, false, "holds no samples", "rescue list"));
            return;
        }
        readings.add(new Reading(Gauge.OLDEST, labels, oldest));
        Instant time = Instant.ofEpochMilli(Math.round(oldest * 1000));
        // With a full storage the oldest sample moves on all the time, and that is no news.
        boolean isFull =
                Duration.between(time, now).compareTo(retention.multipliedBy(4).dividedBy(5)) > 0;
        String words =
                isFull ? "holds all that it is to keep" : "holds samples since " + time.truncatedTo(ChronoUnit.SECONDS);
        statuses.add(new Status("history", subject, true, words, ""));
    }
}
