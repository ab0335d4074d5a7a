package io.promsh.recovery;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recoveries in the user's folder. */
public final class RecoveryStore {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Workshop workshop;

    /** Looks into the workshop's folder. */
    public RecoveryStore(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Makes a folder of its own for a new recovery. */
    static Path create(Workshop workshop) {
        String name = NAME.format(workshop.clock().instant());
        try {
            Files.createDirectories(workshop.folder());
            for (int i = 1; ; i++) {
                try {
                    return Files.createDirectory(workshop.folder().resolve(i == 1 ? name : name + "-" + i));
                } catch (FileAlreadyExistsException e) {
                    // Two in one second.
                }
            }
        } catch (IOException e) {
            throw Failure.failed("cannot make " + workshop.folder() + ": " + e.getMessage(), "check its permissions")
                    .withCause(e);
        }
    }

    /** Returns all that were begun, oldest first. */
    public List<Recovery> all() {
        List<Recovery> all = new ArrayList<>();
        if (!Files.isDirectory(workshop.folder())) {
            return all;
        }
        try (Stream<Path> folders = Files.list(workshop.folder())) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("journal.jsonl"))) {
                    try {
                        all.add(Recovery.open(workshop, folder));
                    } catch (Failure failure) {
                        // Killed before its first line: it has done nothing.
                    }
                }
            }
        } catch (IOException e) {
            throw Failure.failed("cannot read " + workshop.folder() + ": " + e.getMessage(), "check its permissions")
                    .withCause(e);
        }
        return all;
    }

    /** Returns the one of that name; the latest for an empty name. Throws a usage failure when there is none. */
    public Recovery find(String id) {
        List<Recovery> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (id.isEmpty() || all.get(i).id().equals(id)) {
                return all.get(i);
            }
        }
        throw Failure.usage(
                id.isEmpty() ? "no recovery was begun" : "there is no recovery " + id, "see them with: recover status");
    }

    /** Returns the latest that is not done. Throws a usage failure when there is none. */
    public Recovery unfinished() {
        List<Recovery> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).next().isPresent() && !all.get(i).isUndone()) {
                return all.get(i);
            }
        }
        throw Failure.usage("no recovery waits to go on", "begin one with: recover --from SOURCE --to DIR");
    }
}
