package io.promsh.command.server;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.ScrapeTarget;
import java.util.List;

/** {@code scrapes}: what the server scrapes and how that goes. */
public final class ScrapesCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "scrapes",
            CommandGroup.SERVER,
            "",
            Completes.NOTHING,
            "what the server scrapes: health, last scrape, last error",
            "Targets that are down come first.",
            "scrapes",
            "scrapes -o json | jq '.[] | select(.health != \"up\")'");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Listing.Builder listing = Listing.of("scrape target", "scrape targets")
                .field("health", "health", Kind.STATE)
                .field("job", "job", Kind.NAME)
                .field("instance", "instance", Kind.NAME)
                .field("interval", "interval", Kind.TEXT, 1)
                .field("lastScrape", "last scrape", Kind.TIME, 2)
                .field("duration", "took", Kind.SECONDS, 3)
                .field("url", "url", Kind.NAME, 4)
                .field("error", "error", Kind.TEXT);
        context.target().scrapes().stream()
                .sorted((a, b) ->
                        Boolean.compare(a.health().equals("up"), b.health().equals("up")))
                .forEach(scrape -> add(listing, scrape));
        Reports.print(context, listing.build(), List.of());
    }

    private static void add(Listing.Builder listing, ScrapeTarget scrape) {
        listing.row(
                scrape.health(),
                scrape.labels().get("job"),
                scrape.labels().get("instance"),
                scrape.scrapeInterval(),
                scrape.lastScrape().orElse(null),
                scrape.lastScrapeDuration().toNanos() / 1e9,
                scrape.url(),
                scrape.lastError());
    }
}
