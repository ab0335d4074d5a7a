package io.promsh.command.guard;

import io.promsh.model.Labels;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Counts;
import io.promsh.text.Escaping;
import io.promsh.text.HumanDuration;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.proof.Gap;
import io.promsh.volume.restart.RestartReport;
import java.util.ArrayList;
import java.util.List;

/** What came of restarts, for reading and for programs. */
final class RestartView {
    private RestartView() {}

    /** Returns the gap of each target of each service. */
    static Listing gaps(List<RestartReport> reports) {
        Listing.Builder listing = Listing.of("target", "targets")
                .field("service", "service", Kind.NAME, 1)
                .field("job", "job", Kind.NAME)
                .field("instance", "instance", Kind.NAME)
                .field("gapSeconds", "gap", Kind.SECONDS)
                .field("missing", "missing", Kind.NUMBER)
                .field("intervalSeconds", "interval", Kind.SECONDS, 4)
                .field("lastBefore", "last before", Kind.TIME, 3)
                .field("firstAfter", "first after", Kind.TIME, 2);
        for (RestartReport report : reports) {
            for (Gap gap : report.gaps()) {
                listing.row(
                        report.service(),
                        gap.labels().get("job"),
                        gap.labels().get("instance"),
                        gap.seconds(),
                        gap.missing(),
                        gap.intervalSeconds(),
                        gap.from(),
                        gap.to());
            }
        }
        return listing.build();
    }

    /** Returns the sentence that says that it went well. */
    static Line summary(RestartReport report) {
        String held = report.samplesHeld() < 0
                ? "its data is where it was"
                : "it holds what it held, " + Counts.of(report.samplesHeld(), "sample");
        return Line.of(Escaping.visible(report.service()), Style.COMMAND)
                .plus(
                        " is back after " + HumanDuration.ofMillis(Math.round(report.secondsToReady() * 1000)) + "; "
                                + held,
                        Style.PLAIN);
    }

    /** Returns what is not as it should be. */
    static List<String> warnings(RestartReport report) {
        List<String> warnings = new ArrayList<>();
        for (Labels silent : report.silent()) {
            warnings.add(report.service() + ": no new sample yet of " + silent);
        }
        for (String remark : report.remarks()) {
            warnings.add(report.service() + ": " + remark);
        }
        return warnings;
    }
}
