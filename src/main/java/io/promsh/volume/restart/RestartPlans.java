package io.promsh.volume.restart;

import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.Step;
import io.promsh.volume.state.StatePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans of safe restarts. */
public final class RestartPlans {
    private static final Duration BACKUP_COUNTS = Duration.ofDays(1);

    private RestartPlans() {}

    /** The plan for a Prometheus. */
    public static Plan prometheus(String service, String container, List<StatePath> state) {
        String start = "docker start " + shortened(container);
        String untouched = service + " runs as before; nothing was changed";
        return new Plan(
                "restart " + service,
                facts(service, state),
                List.of(
                        new Step(
                                "config",
                                "check the configuration on disk with promtool in the container",
                                "promtool finds nothing",
                                untouched,
                                ""),
                        new Step(
                                "net",
                                "find a verified backup, or take a snapshot where the administration interface is on",
                                "it is there, or it is said that there is none",
                                untouched,
                                ""),
                        new Step(
                                "fingerprint",
                                "count scrapes and samples up to a fixed time",
                                "the server answers every window",
                                untouched,
                                ""),
                        new Step(
                                "restart",
                                "restart container " + shortened(container) + " by its id: its mounts stay",
                                "the engine says that it was started",
                                service + " may be stopped; its data is where it was",
                                start),
                        new Step(
                                "ready",
                                "wait for the log replay",
                                "/-/ready answers 200",
                                service + " was started and is not ready; its data is where it was",
                                "docker logs " + shortened(container) + ", then " + start),
                        new Step(
                                "samples",
                                "wait for new samples of every scrape target",
                                "each has one younger than the start",
                                service + " runs and is ready",
                                ""),
                        new Step(
                                "compare",
                                "count again up to the same time",
                                "every number is equal",
                                service + " runs, but does not hold what it held",
                                "rescue list finds where the rest is")));
    }

    /** The plan for any other service. */
    public static Plan other(String service, String container, List<StatePath> state) {
        String start = "docker start " + shortened(container);
        return new Plan(
                "restart " + service,
                facts(service, state),
                List.of(
                        new Step(
                                "restart",
                                "restart container " + shortened(container) + " by its id: its mounts stay",
                                "the engine says that it was started",
                                service + " may be stopped; its data is where it was",
                                start),
                        new Step(
                                "running",
                                "wait until it runs, and is healthy where it has a check",
                                "it runs for two seconds without ending",
                                service + " was started and does not stay up; its data is where it was",
                                "docker logs " + shortened(container) + ", then " + start),
                        new Step(
                                "state",
                                "look for its data where it was",
                                "every path is there on the same mount",
                                service + " runs, but its data is not where it was",
                                "rescue list finds where it is")));
    }

    /** Returns in words that a verified backup is the safety net; empty where it is older than a day. */
    public static Optional<String> backup(Instant taken, Instant now) {
        Duration age = Duration.between(taken, now);
        return age.compareTo(BACKUP_COUNTS) <= 0
                ? Optional.of("a verified backup, " + Math.max(0, age.toMinutes()) + " min old")
                : Optional.empty();
    }

    private static List<String> facts(String service, List<StatePath> state) {
        List<String> facts = new ArrayList<>();
        for (StatePath path : state) {
            facts.add(path.path() + " on " + path.on() + ": kept"
                    + (path.storage().isPersistent() ? "" : "; down or a recreate would lose it, rescue " + service));
        }
        if (state.isEmpty()) {
            facts.add(service + " is not known to hold data, and mounts no volume");
        }
        facts.add("lost by the restart: nothing but the samples of the seconds in between");
        return facts;
    }

    private static String shortened(String container) {
        return container.substring(0, Math.min(12, container.length()));
    }
}
