package io.promsh.command.volume;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.backup.CheckReport;
import io.promsh.volume.backup.DeepCheck;
import io.promsh.volume.backup.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code volume verify FILE|NAME}: whether a backup is good, without a server and, asked for, with one. */
public final class VolumeVerifyCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "volume verify",
                    CommandGroup.KEEP,
                    "FILE|NAME",
                    Completes.FILE,
                    "checks a backup: checksums, blocks and logs, and with --deep a server started on it",
                    "A volume's NAME stands for its newest backup. Depth 1 compares every file with its checksum. Depth 2"
                            + " reads every chunk, index and log record of a TSDB and every page of an SQLite database, no"
                            + " server needed. Depth 3 (--deep) restores into a volume of its own, starts the"
                            + " service's own image on it without a network, and compares what it answers with what"
                            + " the live server answered when the backup was made.",
                    "volume verify prometheus_data-20250803T185600Z.tar.gz",
                    "volume verify traffic-monitor_prometheus_data",
                    "volume verify --deep prometheus_data-20250803T185600Z.tar.gz")
            .withOptions(
                    OptionSpec.toggle("deep", "also starts a throw-away server on a restored copy"),
                    OptionSpec.toggle("keep-links", "lets symbolic links pass that lead out of the volume"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        VolumeWork work = arguments.has("deep") ? VolumeWork.begin(context) : VolumeWork.offline(context);
        Path file = file(arguments.onlyWord(SPEC), work.catalogue());
        Verification verification = new Verification(work.catalogue(), work);
        CheckReport check;
        Optional<String> proof = Optional.empty();
        try {
            check = verification.check(file, context.now(), arguments.has("keep-links"));
            if (arguments.has("deep") && check.isGood()) {
                proof = Optional.of(new DeepCheck(work.engine(), work.journal(), work).run(file, check));
                verification.passedDeep(file, context.now());
            }
        } finally {
            work.endProgress();
        }
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("file", file.toString());
        listing.row(
                "depth",
                Integer.toString(proof.isPresent() ? 3 : check.manifest().isPresent() ? 2 : 0));
        CheckView.rows(check, listing);
        proof.ifPresent(sentence -> listing.row("deep", sentence));
        Reports.printAll(context, listing.build());
        CheckView.judge(context, check);
    }

    /** Returns the file that is named; where there is none, the newest backup of the volume of that name. */
    private static Path file(String word, Catalogue catalogue) {
        Path file = Path.of(word);
        if (Files.exists(file)) {
            return file;
        }
        return catalogue.all().stream()
                .filter(entry -> Volume.means(word, entry.volume()))
                .map(CatalogueEntry::file)
                .findFirst()
                .orElseThrow(() -> Failure.failed(
                        "there is no file " + word + ", and no backup of a volume of that name",
                        "see your backups: volume backups"));
    }
}
