package io.promsh.testing;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import java.util.List;
import java.util.function.BiConsumer;

/** A command of which a test says what it does. */
public record FakeCommand(CommandSpec spec, BiConsumer<Arguments, CommandContext> action) implements Command {
    /** A command whose arguments are PromQL; prints {@code WORDS(RAW)}. */
    public static FakeCommand promql(String words, OptionSpec... options) {
        return of(words, CommandGroup.ASK, "EXPR", Completes.PROMQL, false, options);
    }

    /** A command of words; prints {@code WORDS(RAW)}. */
    public static FakeCommand words(String words, String arguments, OptionSpec... options) {
        Completes completes = arguments.isEmpty() ? Completes.NOTHING : Completes.METRIC;
        return of(words, CommandGroup.DISCOVER, arguments, completes, false, options);
    }

    /** A command that {@code --read-only} refuses. */
    public static FakeCommand changing(String words) {
        return of(words, CommandGroup.KEEP, "[NAME]", Completes.FILE, true);
    }

    private static FakeCommand of(
            String words,
            CommandGroup group,
            String arguments,
            Completes completes,
            boolean changesThings,
            OptionSpec... options) {
        CommandSpec spec = new CommandSpec(
                words, group, arguments, completes, "does " + words, "", List.of(options), List.of(), changesThings);
        return new FakeCommand(
                spec, (given, context) -> context.console().out().println(words + "(" + given.raw() + ")"));
    }

    /** Returns the same command that does something else. */
    public FakeCommand doing(BiConsumer<Arguments, CommandContext> other) {
        return new FakeCommand(spec, other);
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        action.accept(arguments, context);
    }
}
