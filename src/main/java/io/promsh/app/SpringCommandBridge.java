package io.promsh.app;

import io.promsh.command.CommandContext;
import io.promsh.shell.ParsedLine;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandExecutionException;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandNotFoundException;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Runs promsh's commands through Spring Shell: each is registered there under its words, and a parsed line is handed to Spring
 * Shell's executor. Spring Shell's own parser is left out because it takes PromQL apart (quotes, braces, a leading minus), and so
 * is an application context: there is nothing to inject, and it was a quarter of the time to the first answer.
 */
final class SpringCommandBridge {
    private final CommandRegistry registry;
    private final CommandExecutor executor;

    SpringCommandBridge(List<io.promsh.command.Command> commands) {
        Set<Command> bridged = new LinkedHashSet<>();
        commands.forEach(command -> bridged.add(new Bridged(command)));
        registry = new CommandRegistry(bridged);
        executor = new CommandExecutor(registry);
    }

    /** Runs a parsed line. What the command throws comes out as it was thrown. */
    void run(ParsedLine line, CommandContext context) {
        ParsedInput input =
                ParsedInput.builder().commandName(line.command().spec().words()).build();
        PrintWriter unused = new PrintWriter(Writer.nullWriter());
        try {
            executor.execute(new org.springframework.shell.core.command.CommandContext(
                    input, registry, unused, new Call(line, context)));
        } catch (CommandExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e);
        } catch (CommandNotFoundException e) {
            throw new IllegalStateException(
                    "not registered: " + line.command().spec().words(), e);
        }
    }

    /** Carries a parsed line through the executor, which knows texts only. */
    private record Call(ParsedLine line, CommandContext context) implements InputReader {}

    /** No record: the registry hashes it, and the JVM links a record's hash code at run time, which takes 15 ms. */
    private static final class Bridged implements Command {
        private final io.promsh.command.Command command;

        Bridged(io.promsh.command.Command command) {
            this.command = command;
        }

        @Override
        public String getName() {
            return command.spec().words();
        }

        @Override
        public String getDescription() {
            return command.spec().summary();
        }

        @Override
        public String getHelp() {
            return command.spec().usage();
        }

        @Override
        public String getGroup() {
            return command.spec().group().title();
        }

        @Override
        public ExitStatus execute(org.springframework.shell.core.command.CommandContext springContext) {
            Call call = (Call) springContext.inputReader();
            command.run(call.line().arguments(), call.context());
            return ExitStatus.OK;
        }
    }
}
