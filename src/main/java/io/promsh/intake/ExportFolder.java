package io.promsh.intake;

import io.promsh.export.ExportedFile;
import io.promsh.export.ExportedMetric;
import io.promsh.export.FileCheck;
import io.promsh.export.Manifest;
import io.promsh.export.ManifestReader;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folder that {@code export} writes: a manifest, and files of the same samples in one format or several. */
final class ExportFolder {
    private static final String UNFINISHED = ".promsh-export";
    private static final String MARK = "\"promsh export ";

    private ExportFolder() {}

    /** Whether a folder is such an export, finished or not. */
    static boolean isOne(Path folder) throws IOException {
        Path manifest = folder.resolve(Manifest.FILE);
        return Files.isDirectory(folder.resolve(UNFINISHED))
                || (Files.exists(manifest) && Files.readString(manifest).contains(MARK));
    }

    /** Returns one file of each metric, in the format that loses least, after all files were held to the manifest. */
    static List<Source> sources(Path folder, Optional<SourceKind> told, Set<Risk> allowed) throws IOException {
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "the export in " + folder + " is not finished",
                    "run the same export again: it goes on");
        }
        Manifest manifest = ManifestReader.read(folder);
        judge(folder, manifest, allowed);
        List<Source> sources = new ArrayList<>();
        for (ExportedMetric metric : manifest.metrics()) {
            Optional<ExportedFile> best = metric.files().stream()
                    .filter(file -> told.isEmpty() || kindOf(file) == told.get())
                    .min(Comparator.comparingLong(ExportFolder::lost));
            if (best.isPresent()) {
                Path path = folder.resolve(best.get().name());
                sources.add(new Source(path, kindOf(best.get()), Files.size(path)));
            }
        }
        return sources;
    }

    private static void judge(Path folder, Manifest manifest, Set<Risk> allowed) {
        if (!manifest.plan().kind().equals("raw") && !allowed.contains(Risk.EVALUATED)) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "the export in " + folder + " holds " + manifest.plan().kind()
                            + " points: no such samples were ever scraped",
                    "export again with --mode raw, or go on with --allow evaluated");
        }
        if (manifest.isPartial() && !allowed.contains(Risk.PARTIAL)) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "the export in " + folder + " is partial: a server said that something is missing",
                    "export again, or go on with --allow partial");
        }
        List<String> changed = FileCheck.of(folder, manifest).stream()
                .filter(check -> !check.isGood())
                .map(check -> "  " + folder.resolve(check.file().name()) + ": it " + check.detail())
                .toList();
        if (!changed.isEmpty()) {
            throw Failure.failed(
                            Counts.of(changed.size(), "file")
                                    + " of the export differ from its manifest, and so nothing was" + " imported",
                            "see: verify " + folder)
                    .withDetail(changed);
        }
    }

    private static long lost(ExportedFile file) {
        return file.lost().staleMarkers()
                + file.lost().histograms()
                + file.lost().nanPayloads();
    }

    private static SourceKind kindOf(ExportedFile file) {
        return switch (file.format()) {
            case "json" -> SourceKind.JSON;
            case "openmetrics" -> SourceKind.OPENMETRICS;
            case "text" -> SourceKind.TEXT;
            default -> SourceKind.CSV;
        };
    }
}
