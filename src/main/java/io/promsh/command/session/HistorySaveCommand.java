package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code history save}: the lines of this session as a script. */
public final class HistorySaveCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "history save",
            CommandGroup.SESSION,
            "FILE",
            Completes.FILE,
            "save what worked in this session as a script for source",
            "Lines that failed are left out, and secrets are taken out. An existing file is never replaced.",
            "history save checks.psh");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Path file = Path.of(arguments.onlyWord(SPEC));
        List<String> lines = context.session().typed().stream()
                .filter(line ->
                        !line.strip().startsWith("history") && !line.strip().equals("exit"))
                .toList();
        if (lines.isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "nothing was done in this session yet", "type some lines first");
        }
        StringBuilder script = new StringBuilder("# Saved by promsh at " + context.now() + "\n");
        context.session()
                .targetSpec(context.settings())
                .map(TargetSpec::name)
                .ifPresent(name -> script.append("# Target: ").append(name).append('\n'));
        lines.forEach(line -> script.append(line).append('\n'));
        try {
            Files.writeString(file, script, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw Failure.of(FailureKind.REFUSED, file + " exists already", "give another name, or remove it first");
        } catch (IOException e) {
            throw Failure.failed("cannot write " + file + ": " + e.getMessage(), "check the folder")
                    .withCause(e);
        }
        context.console().note(Line.of(lines.size() + " lines saved; run them with: source " + file, Style.DIM));
    }
}
