package io.promsh.command.volume;

import io.promsh.command.CommandContext;
import io.promsh.command.steps.Sentinel;
import io.promsh.config.Setting;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.HumanBytes;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.Repairs;
import io.promsh.volume.backup.Telling;
import io.promsh.volume.journal.Journal;
import java.nio.file.Path;

/** What the volume commands share in one line: the engine, the journal, the catalogue, and what is told on the way. */
final class VolumeWork implements Telling {
    private static final int PROGRESS_COLUMNS = 39;
    private static final long REDRAW_NANOS = 100_000_000;

    private final CommandContext context;
    private final boolean isDrawn;
    private long drawnAt;
    private boolean isLineOpen;

    private VolumeWork(CommandContext context) {
        this.context = context;
        this.isDrawn = context.console().isInteractive()
                && context.console().width().isPresent()
                && !context.settings().isOn(Setting.QUIET);
    }

    /** Begins; first puts right what a killed run left on the engine, and says so. */
    static VolumeWork begin(CommandContext context) {
        VolumeWork work = new VolumeWork(context);
        for (String done : new Repairs(work.engine(), work.journal()).repair()) {
            context.console().note(Line.of("put right: ", Style.WARNING).plus(Escaping.visible(done), Style.PLAIN));
        }
        return work;
    }

    /** Begins what only reads files and the catalogue; the engine is looked at where there is one. */
    static VolumeWork offline(CommandContext context) {
        VolumeWork work = new VolumeWork(context);
        if (!work.journal().abandoned().isEmpty()) {
            try {
                return begin(context);
            } catch (Failure failure) {
                context.console()
                        .note(Line.of(
                                "something of a killed run is to be put right, but: " + failure.message(),
                                Style.WARNING));
            }
        }
        return work;
    }

    DockerEngine engine() {
        return context.docker();
    }

    /** Returns the name of the volume that a word means; the word itself where there is none. */
    String named(String word) {
        if (engine().volume(word).isPresent()) {
            return word;
        }
        return engine().volumes().stream()
                .map(Volume::name)
                .filter(name -> Volume.means(word, name))
                .findFirst()
                .orElse(word);
    }

    Path stateFolder() {
        return context.session().stateFolder();
    }

    Journal journal() {
        return Repairs.journal(
                stateFolder(), file -> Sentinel.over(file, context.settings().get(Setting.DOCKER)));
    }

    Catalogue catalogue() {
        return Catalogue.in(stateFolder());
    }

    @Override
    public void note(String sentence) {
        endProgress();
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(Escaping.visible(sentence), Style.DIM));
        }
    }

    @Override
    public void progress(String what, long bytes) {
        long now = System.nanoTime();
        if (!isDrawn || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        isLineOpen = true;
        String text = what + "  " + HumanBytes.of((double) bytes);
        context.console().err().print("\r" + DisplayWidth.padRight(text, PROGRESS_COLUMNS));
        context.console().err().flush();
    }

    /** Wipes the progress line. */
    void endProgress() {
        if (isLineOpen) {
            isLineOpen = false;
            context.console().err().print("\r" + " ".repeat(PROGRESS_COLUMNS) + "\r");
            context.console().err().flush();
        }
    }
}
