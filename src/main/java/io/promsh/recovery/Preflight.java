package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.target.Flavour;
import io.promsh.target.MetricsTarget;
import io.promsh.target.ServerConfiguration;
import io.promsh.target.ServerIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would make the local server refuse, drop or be harmed by blocks put into its data directory. */
final class Preflight {
    /** A server's head holds the last 2 to 3 hours: a block that reaches into it costs log data at the next restart. */
    static final Duration HEAD = Duration.ofHours(3);

    private static final Duration USUAL_RETENTION = Duration.ofDays(15);
    private static final Duration SOON = Duration.ofHours(6);

    private final MetricsTarget local;
    private final Instant now;

    Preflight(MetricsTarget local, Instant now) {
        this.local = local;
        this.now = now;
    }

    /**
     * Runs all checks.
     *
     * @param bytes about what the blocks will take
     */
    List<Check> run(List<LostWindow> windows, BlockPlace place, long bytes) {
        List<Check> checks = new ArrayList<>();
        Map<String, String> flags = flags();
        ServerIdentity identity = local.identity();
        checks.add(version(identity));
        checks.add(role(flags));
        for (LostWindow window : windows) {
            checks.add(retention(window, flags));
            checks.add(age(window));
        }
        checks.add(retentionSize(flags, bytes));
        checks.add(overlap(windows, identity, flags));
        checks.add(outOfOrder(identity));
        checks.add(path(flags, place));
        checks.addAll(place.checks(bytes));
        return checks;
    }

    private Map<String, String> flags() {
        try {
            return local.flags();
        } catch (Failure failure) {
            return Map.of();
        }
    }

    private static Check version(ServerIdentity identity) {
        String words = identity.flavour().title() + " " + identity.version();
        if (identity.flavour() != Flavour.PROMETHEUS && identity.flavour() != Flavour.UNKNOWN) {
            return Check.refused(
                    "version",
                    words + " takes no blocks in a data directory",
                    "send the samples by remote write: import FILE --to TARGET");
        }
        if (!identity.atLeast(2, 25)) {
            return Check.warning(
                    "version",
                    words.strip() + " looks for new blocks only when it starts, as far as can be told",
                    "restart it afterwards (restart SERVICE)");
        }
        return Check.ok("version", words + " looks for new blocks once a minute");
    }

    private static Check role(Map<String, String> flags) {
        if (flags.isEmpty()) {
            return Check.warning("flags", "the server does not tell its flags", "check retention and path by hand");
        }
        boolean isAgent = flags.getOrDefault("agent", "false").equals("true")
                || flags.getOrDefault("enable-feature", "").contains("agent");
        if (isAgent) {
            return Check.refused(
                    "flags", "the server is an agent: it keeps no blocks", "recover into what it writes to");
        }
        String longest = flags.getOrDefault("storage.tsdb.max-block-duration", "");
        boolean isFixed = !longest.isEmpty() && longest.equals(flags.get("storage.tsdb.min-block-duration"));
        return isFixed
                ? Check.warning(
                        "flags",
                        "the server does not compact (a Thanos sidecar?): it may upload the new blocks",
                        "see that the sidecar takes blocks of that age, or take them out of its way")
                : Check.ok("flags", "nothing in them stands against it");
    }

    static Duration retention(Map<String, String> flags) {
        String text = flags.getOrDefault("storage.tsdb.retention.time", "");
        if (text.isEmpty() || text.equals("0s")) {
            text = flags.getOrDefault("storage.tsdb.retention", "");
        }
        if (text.isEmpty() || text.equals("0s")) {
            boolean bySize =
                    !flags.getOrDefault("storage.tsdb.retention.size", "0B").startsWith("0");
            return bySize ? Duration.ofDays(36_500) : USUAL_RETENTION;
        }
        return PromDuration.parse(text);
    }

    private Check retention(LostWindow window, Map<String, String> flags) {
        Duration retention = retention(flags);
        Instant limit = now.minus(retention);
        String name = "retention";
        if (!window.window().end().isAfter(limit)) {
            return Check.refused(
                    name,
                    "the server keeps " + retention.toHours() + " h and would drop the window before " + limit
                            + " at once",
                    "raise --storage.tsdb.retention.time first");
        }
        if (window.window().start().isBefore(limit.plus(SOON))) {
            return Check.warning(
                    name,
                    "the window is near the end of the server's retention of " + retention.toHours() + " h",
                    "raise --storage.tsdb.retention.time to keep it for longer");
        }
        return Check.ok(name, "the window is within the retention of " + retention.toHours() + " h");
    }

    private Check age(LostWindow window) {
        Instant end = window.window().end();
        if (end.isAfter(now)) {
            return Check.refused(
                    "future",
                    "the window ends in the future: such a block could expire all others",
                    "end it before now");
        }
        if (end.isAfter(now.minus(HEAD))) {
            return Check.refused(
                    "age",
                    "the window reaches into the last 3 h, which the server still holds in memory",
                    "end it before " + now.minus(HEAD) + ", and recover the rest at " + end.plus(HEAD));
        }
        return Check.ok("age", "the window ends before what the server holds in memory");
    }

    private static Check retentionSize(Map<String, String> flags, long bytes) {
        String size = flags.getOrDefault("storage.tsdb.retention.size", "0B");
        return size.startsWith("0")
                ? Check.ok("retention size", "not limited")
                : Check.warning(
                        "retention size",
                        "the server keeps at most " + size + ", and " + bytes / 1_000_000
                                + " MB more may push its oldest blocks out",
                        "raise --storage.tsdb.retention.size");
    }

    private static Check overlap(List<LostWindow> windows, ServerIdentity identity, Map<String, String> flags) {
        boolean some = windows.stream().anyMatch(window -> window.present() > 0);
        boolean allowed = !identity.atLeast(2, 0)
                || identity.atLeast(2, 39)
                || flags.getOrDefault("storage.tsdb.allow-overlapping-blocks", "false")
                        .equals("true");
        if (some && !allowed) {
            return Check.refused(
                    "overlap",
                    "the server has samples in the window, and its version refuses blocks that overlap",
                    "start it with --storage.tsdb.allow-overlapping-blocks");
        }
        return Check.ok(
                "overlap",
                some
                        ? "the server has some samples in the window: only what is missing is put in, and it merges the blocks"
                        : "the server has nothing in the window");
    }

    /** Late samples go into the head and its own log, which become blocks over the same time: it must be able to merge those. */
    private Check outOfOrder(ServerIdentity identity) {
        String name = "out of order";
        if (!identity.atLeast(2, 39)) {
            return Check.ok(name, "this server takes no late samples, but blocks");
        }
        Optional<ServerConfiguration> configuration = local.configuration();
        if (configuration.isEmpty()) {
            return Check.ok(
                    name, "the server does not tell its out_of_order_time_window; blocks come in whatever it says");
        }
        Duration late = configuration.get().outOfOrder();
        return late.isZero()
                ? Check.ok(name, "out_of_order_time_window is not set: what is missing can only come in as blocks")
                : Check.ok(
                        name,
                        "out_of_order_time_window is " + PromDuration.format(late)
                                + ": what still arrives late is merged with the blocks");
    }

    private static Check path(Map<String, String> flags, BlockPlace place) {
        String said = flags.getOrDefault("storage.tsdb.path", "");
        return said.isEmpty() || place.isSameAs(said)
                ? Check.ok("path", "blocks go to " + place.words())
                : Check.warning(
                        "path",
                        "the server says that its data lies in " + said + ", and blocks go to " + place.words(),
                        "make sure that these are the same (a container has paths of its own)");
    }
}
