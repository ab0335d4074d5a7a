package io.promsh.command.completion;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import java.util.List;
import java.util.function.Supplier;

/** {@code completion bash|zsh|fish}: prints the script that {@code completions/} holds. */
public final class CompletionCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "completion",
            CommandGroup.SESSION,
            "bash|zsh|fish",
            Completes.SYSTEM_SHELL,
            "print the script that completes promsh's own options in a system shell",
            "It is made from the commands and settings of this version and needs no target.",
            "completion bash");

    private final Supplier<List<CommandSpec>> commands;

    /** Takes the registry as a supplier, because the registry holds this command too. */
    public CompletionCommand(Supplier<List<CommandSpec>> commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        SystemShell shell = SystemShell.named(arguments.onlyWord(SPEC));
        context.console().out().print(shell.script(commands.get()));
    }
}
