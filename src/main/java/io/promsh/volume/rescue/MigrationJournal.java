package io.promsh.volume.rescue;

import io.promsh.docker.ComposeService;
import io.promsh.volume.compose.ProjectFile;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of a move is written down, so that another process can put it right. */
final class MigrationJournal {
    private static final String BETWEEN = "\n";
    private static final String WITHIN = "\t";

    private MigrationJournal() {}

    static JournalEntry facts(JournalEntry entry, Migration migration) {
        ComposeService project = migration.project();
        List<String> moves = migration.moves().stream()
                .map(move -> String.join(
                        WITHIN, move.from().path(), move.key(), move.volume(), Boolean.toString(move.isInFile())))
                .toList();
        JournalEntry known = entry.with("project", project.project())
                .with("service", project.service())
                .with("folder", project.workingDir())
                .with("files", String.join(BETWEEN, project.configFiles()))
                .with("version", project.version())
                .with("container", migration.container().id())
                .with(
                        "wasRunning",
                        Boolean.toString(migration.container().state().isRunning()))
                .with(
                        "started",
                        migration
                                .container()
                                .state()
                                .started()
                                .map(Instant::toString)
                                .orElse(""))
                .with("moves", String.join(BETWEEN, moves));
        Optional<ProjectFile> change = migration.change();
        return change.isEmpty()
                ? known
                : known.with("file", change.get().file().toString())
                        .with("kept", change.get().kept(entry.id()).toString())
                        .with("written", change.get().written());
    }

    /** Writes down the volumes that are left behind, each with the mark of its state. */
    static JournalEntry left(JournalEntry entry, Map<String, String> left) {
        return entry.with(
                "left",
                left.entrySet().stream()
                        .map(volume -> volume.getKey() + WITHIN + volume.getValue())
                        .collect(Collectors.joining(BETWEEN)));
    }

    static Map<String, String> left(JournalEntry entry) {
        Map<String, String> left = new LinkedHashMap<>();
        for (String line : split(entry.fact("left"))) {
            String[] parts = line.split(WITHIN, 2);
            left.put(parts[0], parts[1]);
        }
        return left;
    }

    static ComposeService project(JournalEntry entry) {
        return new ComposeService(
                entry.fact("project"),
                entry.fact("service"),
                "1",
                entry.fact("folder"),
                split(entry.fact("files")),
                "",
                entry.fact("version"),
                false);
    }

    static List<Move> moves(JournalEntry entry) {
        List<Move> moves = new ArrayList<>();
        for (String line : split(entry.fact("moves"))) {
            String[] parts = line.split(WITHIN, -1);
            StatePath from =
                    new StatePath(entry.fact("container"), entry.fact("service"), parts[0], Storage.LAYER, "", true);
            moves.add(new Move(from, parts[1], parts[2], Boolean.parseBoolean(parts[3])));
        }
        return moves;
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(BETWEEN, -1));
    }
}
