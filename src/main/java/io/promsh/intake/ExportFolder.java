package io.promsh.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that {@code export} writes: a manifest, and files of the same samples in one format or several. */
final class ExportFolder {
    static final String MANIFEST = "manifest.json";
    /** Of several files of the same samples the first of these is read. */
    private static final List<SourceKind> PREFERRED = List.of(SourceKind.JSON, SourceKind.OPENMETRICS, SourceKind.CSV);

    private ExportFolder() {}

    static List<Source> sources(Path folder, Optional<SourceKind> told) throws IOException {
        TreeMap<String, Source> chosen = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Optional<SourceKind> kind = kindOf(file);
                if (kind.isEmpty() || (told.isPresent() && !told.equals(kind))) {
                    continue;
                }
                Source source = new Source(file, kind.get(), Files.size(file));
                chosen.merge(stem(folder.relativize(file).toString()), source, ExportFolder::better);
            }
        }
        return new ArrayList<>(chosen.values());
    }

    private static Optional<SourceKind> kindOf(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(".") || name.startsWith("manifest") || name.startsWith("summary")) {
            return Optional.empty();
        }
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".json")) {
            return Optional.of(SourceKind.JSON);
        }
        if (plain.endsWith(".csv")) {
            return Optional.of(SourceKind.CSV);
        }
        boolean isText = plain.endsWith(".om") || plain.endsWith(".openmetrics") || plain.endsWith(".txt");
        return isText ? Optional.of(FileHead.kindOf(file)) : Optional.empty();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.', name.endsWith(".gz") ? name.length() - 4 : name.length() - 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Source better(Source one, Source other) {
        return rank(other) < rank(one) ? other : one;
    }

    private static int rank(Source source) {
        int place = PREFERRED.indexOf(source.kind());
        return place < 0 ? PREFERRED.size() : place;
    }
}
