package io.promsh.command.recover;

import io.promsh.command.CommandContext;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import io.promsh.model.TimeText;
import io.promsh.render.Wrap;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Asks for what the line did not say, each question with its reason and a sensible answer ready. */
final class RecoverDialog {
    private static final int MOST_COLUMNS = 100;
    private static final int MOST_TRIES = 3;

    private final CommandContext context;

    RecoverDialog(CommandContext context) {
        this.context = context;
    }

    private void why(String reason) {
        why(Line.of(reason, Style.DIM));
    }

    private void why(Line reason) {
        int columns = Math.min(MOST_COLUMNS, context.console().width().orElse(MOST_COLUMNS));
        Wrap.of(reason, columns).forEach(context.console()::note);
    }

    private String ask(String question, String preset) {
        return context.console().ask(question + ": ", preset).strip();
    }

    /** Asks again after an answer that cannot be meant, saying why; a third one ends it. */
    private <T> T until(Supplier<T> question) {
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (Failure failure) {
                if (failure.kind() != FailureKind.USAGE || tries == MOST_TRIES) {
                    throw failure;
                }
                why(Line.of(failure.message(), Style.BAD));
                why(Line.of(failure.hint(), Style.DIM));
            }
        }
    }

    List<String> sources(String local) {
        List<String> known =
                context.session().targets().stream().map(TargetSpec::name).toList();
        List<String> others = known.stream().filter(name -> !name.equals(local)).toList();
        why(
                "The samples must still be somewhere: another target, a twin, a copy of a data directory, an export, a backup. The"
                        + " first one named is preferred, a later one serves where that has a gap itself.");
        return until(() -> {
            String answer = ask(
                    "where from (names or paths, separated by blanks)",
                    others.stream().findFirst().orElse(""));
            if (answer.isEmpty()) {
                throw Failure.usage("nothing to recover from", "name a source: recover --from NAME");
            }
            List<String> named = List.of(answer.split("\\s+", -1));
            for (String name : named) {
                boolean isAddress = name.startsWith("http://") || name.startsWith("https://");
                if (!isAddress && !known.contains(name) && !Files.exists(Path.of(name))) {
                    throw Failure.usage(
                            "there is no target and no path " + Escaping.visible(name),
                            others.isEmpty()
                                    ? "a server's address will do, too"
                                    : "targets are " + String.join(", ", others) + "; an address will do, too");
                }
                if (name.equals(local)) {
                    throw Failure.usage(name + " is the one that lost them", "name another");
                }
            }
            return named;
        });
    }

    TimeRange window(TimeRange preset) {
        why(
                "The loss is looked for in this window; what is whole in it is left alone. The last 3 h are the server's own.");
        return until(() -> {
            Instant start = time("from", preset.start());
            Instant end = time("to", preset.end());
            if (!start.isBefore(end)) {
                throw Failure.usage("the window ends before it begins", "name the earlier time first");
            }
            return new TimeRange(start, end);
        });
    }

    private Instant time(String question, Instant preset) {
        String shown = preset.truncatedTo(ChronoUnit.SECONDS).toString();
        return until(() -> TimeText.parse(ask(question, shown), context.now(), context.zone()));
    }

    List<String> selectors(String preset) {
        why("A selector keeps the recovery to what matters; the preset is everything.");
        return until(() -> {
            String answer = ask("which series", preset);
            RecoverCommand.check(answer);
            return List.of(answer);
        });
    }

    String destination(String serverPath) {
        why("Blocks go into the folder that the server keeps its data in, or into its Docker volume (volume:NAME).");
        boolean isHere = !serverPath.isEmpty() && Files.isDirectory(Path.of(serverPath));
        return until(() -> {
            String answer = ask("into", isHere ? serverPath : "");
            if (answer.isEmpty()) {
                throw Failure.usage("no place for the blocks", "name the data directory: recover --to DIR");
            }
            if (!answer.startsWith("volume:") && !Files.isDirectory(Path.of(answer))) {
                throw Failure.usage(
                        "there is no folder " + Escaping.visible(answer),
                        "a volume is written volume:NAME; see them with: volume list");
            }
            return answer;
        });
    }

    boolean goesOn(String destination) {
        return context.console().confirm("put the missing samples into " + Escaping.visible(destination) + "?");
    }
}
