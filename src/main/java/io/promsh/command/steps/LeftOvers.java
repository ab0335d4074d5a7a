package io.promsh.command.steps;

import io.promsh.console.Console;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.rescue.Repairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What killed runs left behind on an engine, backups and restarts alike: something paused, stopped or half. Whoever talks to the
 * engine next puts it right, and says so.
 */
public record LeftOvers(DockerEngine engine, Path stateFolder) {
    /** Returns the journal of restarts, rescues and merges in the user's state folder. */
    public static Journal undertakings(Path stateFolder) {
        return new Journal(stateFolder.resolve("undertakings"));
    }

    private Journal backups() {
        return io.promsh.volume.backup.Repairs.journal(stateFolder);
    }

    /** Puts it right, and returns what was done, a sentence each; empty when nothing was left. */
    public List<String> putRight() {
        List<String> done = new ArrayList<>(
                new Repairs(engine, undertakings(stateFolder), BroughtBack.in(stateFolder, engine.address())).repair());
        done.addAll(new io.promsh.volume.backup.Repairs(engine, backups()).repair());
        return done;
    }

    /** Puts it right and tells it on {@code console}; where nothing may be changed it only tells what is left. */
    public void greet(Console console, boolean mayChange) {
        List<JournalEntry> left = left();
        if (left.isEmpty()) {
            return;
        }
        if (!mayChange) {
            left.forEach(entry -> tell(console, "left undone: ", sentence(entry) + "; put right with: rescue repair"));
            return;
        }
        try {
            putRight().forEach(done -> tell(console, "put right: ", done));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            left.forEach(entry -> tell(console, "left undone: ", sentence(entry)));
            tell(console, "not put right yet: ", failure.message() + "; later with: rescue repair");
        }
    }

    static void tell(Console console, String what, String sentence) {
        console.note(Line.of(what, Style.WARNING).plus(Escaping.visible(sentence), Style.PLAIN));
    }

    private List<JournalEntry> left() {
        List<JournalEntry> left = new ArrayList<>(undertakings(stateFolder).abandoned());
        left.addAll(backups().abandoned());
        return left.stream()
                .filter(entry -> entry.fact("engine").equals(engine.address()))
                .toList();
    }

    private static String sentence(JournalEntry entry) {
        String of = entry.known("service").or(() -> entry.known("volume")).orElse("something");
        String at = entry.phase().isEmpty() ? "" : " at " + entry.phase();
        return "a " + entry.kind() + " of " + of + " was broken off" + at;
    }
}
