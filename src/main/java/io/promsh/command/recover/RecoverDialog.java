package io.promsh.command.recover;

import io.promsh.command.CommandContext;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.model.TimeRange;
import io.promsh.model.TimeText;
import io.promsh.render.Wrap;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Asks for what the line did not say, each question with its reason and a sensible answer ready. */
final class RecoverDialog {
    private static final int MOST_COLUMNS = 100;

    private final CommandContext context;

    RecoverDialog(CommandContext context) {
        this.context = context;
    }

    private void why(String reason) {
        int columns = Math.min(MOST_COLUMNS, context.console().width().orElse(MOST_COLUMNS));
        Wrap.of(Line.of(reason, Style.DIM), columns).forEach(context.console()::note);
    }

    private String ask(String question, String preset) {
        return context.console().ask(question + ": ", preset).strip();
    }

    List<String> sources(String local) {
        String others = context.session().targets().stream()
                .map(TargetSpec::name)
                .filter(name -> !name.equals(local))
                .findFirst()
                .orElse("");
        why(
                "The samples must still be somewhere: another target, a twin, a copy of a data directory. The first one named is"
                        + " preferred, a later one serves where that has a gap itself.");
        String answer = ask("where from (names or folders, separated by blanks)", others);
        if (answer.isEmpty()) {
            throw Failure.usage("nothing to recover from", "name a source: recover --from NAME");
        }
        return List.of(answer.split("\\s+", -1));
    }

    TimeRange window(TimeRange preset) {
        why(
                "The loss is looked for in this window; what is whole in it is left alone. The last 3 h are the server's own.");
        Instant start = TimeText.parse(ask("from", preset.start().toString()), context.now(), context.zone());
        Instant end = TimeText.parse(ask("to", preset.end().toString()), context.now(), context.zone());
        return new TimeRange(start, end);
    }

    List<String> selectors(String preset) {
        why("A selector keeps the recovery to what matters; the preset is everything.");
        return List.of(ask("which series", preset));
    }

    String destination(String serverPath) {
        why("Blocks go into the folder that the server keeps its data in, or into its Docker volume (volume:NAME).");
        boolean isHere = !serverPath.isEmpty() && Files.isDirectory(Path.of(serverPath));
        String answer = ask("into", isHere ? serverPath : "");
        if (answer.isEmpty()) {
            throw Failure.usage("no place for the blocks", "name the data directory: recover --to DIR");
        }
        return answer;
    }

    boolean goesOn(String destination) {
        return context.console().confirm("put the missing samples into " + Escaping.visible(destination) + "?");
    }
}
