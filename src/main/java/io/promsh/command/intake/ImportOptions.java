package io.promsh.command.intake;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandSpec;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.intake.ImportWindow;
import io.promsh.intake.Risk;
import io.promsh.intake.SourceKind;
import io.promsh.model.PromDuration;
import io.promsh.model.TimeText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What was typed after {@code import}.
 *
 * @param to the destination as typed
 * @param window of {@code --start} and {@code --end}; all of time unless given
 * @param undatedMillis of {@code --at}
 * @param retention of {@code --retention}
 * @param server of {@code --server}: whose flags say what is kept
 */
record ImportOptions(
        List<Path> paths,
        String to,
        Optional<SourceKind> format,
        ImportWindow window,
        OptionalLong undatedMillis,
        Set<Risk> allowed,
        Optional<Duration> retention,
        Optional<String> server,
        boolean isDryRun,
        boolean isAgain) {

    static ImportOptions of(Arguments arguments, CommandContext context, CommandSpec spec) {
        arguments.required(spec);
        String to = arguments.option("to").orElse("");
        if (to.isEmpty()) {
            throw Failure.usage(
                    "import needs to know where to: --to DATA_DIR, VOLUME or TARGET",
                    "for example: " + spec.examples().get(0));
        }
        Optional<Instant> at = context.at();
        return new ImportOptions(
                arguments.words().stream().map(ImportOptions::path).toList(),
                to,
                arguments.option("format").map(SourceKind::parse),
                window(context),
                at.isPresent() ? OptionalLong.of(at.get().toEpochMilli()) : OptionalLong.empty(),
                Risk.parse(arguments.options().getOrDefault("allow", List.of())),
                arguments.option("retention").map(PromDuration::parse),
                arguments.option("server"),
                arguments.has("dry-run"),
                arguments.has("again"));
    }

    /** Returns the same with what a server is known to keep. */
    ImportOptions withRetention(Duration known) {
        return new ImportOptions(
                paths, to, format, window, undatedMillis, allowed, Optional.of(known), server, isDryRun, isAgain);
    }

    private static Path path(String word) {
        return Path.of(word).normalize();
    }

    /** The session's window says nothing here unless its ends are given: an import takes all that the files hold. */
    private static ImportWindow window(CommandContext context) {
        return new ImportWindow(end(context, Setting.START, Long.MIN_VALUE), end(context, Setting.END, Long.MAX_VALUE));
    }

    private static long end(CommandContext context, Setting setting, long preset) {
        String text = context.settings().get(setting);
        return text.isEmpty()
                ? preset
                : TimeText.parse(text, context.now(), context.zone()).toEpochMilli();
    }
}
