package io.promsh.command.volume;

import io.promsh.command.CommandContext;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.backup.CheckReport;
import java.util.List;

/** What a check of a backup found, as rows and as notes. */
final class CheckView {
    private CheckView() {}

    static void rows(CheckReport check, Listing.Builder listing) {
        listing.row("files", Long.toString(check.files()));
        listing.row("bytes in them", Long.toString(check.bytes()));
        listing.row("checksums", check.manifest().isPresent() ? judged(check, "checksum", "manifest") : "none in it");
        listing.row("data of", check.layout().orElse("a service that is not known from its files"));
        if (check.blocks() > 0) {
            listing.row("blocks", check.blocks() + ", every checksum and index entry read");
            listing.row("samples in blocks", Long.toString(check.samples()));
            check.first().ifPresent(at -> listing.row("first sample", at.toString()));
            check.last().ifPresent(at -> listing.row("blocks end", at.toString()));
        }
        if (check.headChunks() > 0) {
            listing.row("chunks of the head", check.headChunks() + ", with " + check.headSamples() + " samples");
        }
        if (check.databases() > 0) {
            listing.row(
                    "SQLite databases", check.databases() + ", every one of " + check.databasePages() + " pages read");
        }
        if (check.logRecords() > 0) {
            listing.row("log records", Long.toString(check.logRecords()));
        }
        check.manifest().ifPresent(manifest -> manifest(manifest, listing));
    }

    private static String judged(CheckReport check, String... words) {
        boolean isBad = check.problems().stream()
                .anyMatch(problem -> List.of(words).stream().anyMatch(problem::contains));
        return isBad ? "differ" : "right";
    }

    private static void manifest(Manifest manifest, Listing.Builder listing) {
        listing.row("volume", manifest.volume());
        listing.row("made", manifest.created().toString());
        listing.row(
                "consistency",
                manifest.consistency().word() + ": " + manifest.consistency().sentence());
    }

    /** Tells remarks, then problems; throws FAILED when there are any. */
    static void judge(CommandContext context, CheckReport check) {
        for (String remark : check.remarks()) {
            context.console().note(Line.of("remark: ", Style.DIM).plus(Escaping.visible(remark), Style.PLAIN));
        }
        if (!check.isGood()) {
            throw Failure.failed("the backup is damaged", "take another: volume backups")
                    .withDetail(check.problems().stream().map(Escaping::visible).toList());
        }
    }
}
