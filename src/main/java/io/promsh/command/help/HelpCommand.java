package io.promsh.command.help;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Families;
import io.promsh.failure.Failure;
import io.promsh.model.MetricMetadata;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Nearest;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code help [COMMAND|FUNCTION|METRIC]}. */
public final class HelpCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "help",
            CommandGroup.SESSION,
            "[COMMAND|FUNCTION|METRIC]",
            Completes.TOPIC,
            "all commands, or one command, function or metric in full",
            "A word that is both a command and a function is explained as both.",
            "help",
            "help range",
            "help rate",
            "help traffic_vehicles_total");

    private final Supplier<List<CommandSpec>> commands;

    /** Explains the commands that {@code commands} lists. */
    public HelpCommand(Supplier<List<CommandSpec>> commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        OptionalInt width = context.console().width();
        if (arguments.words().isEmpty()) {
            context.console().page(CommandHelp.overview(commands.get(), width));
            return;
        }
        String topic = String.join(" ", arguments.words());
        List<Line> lines = new ArrayList<>(commandsNamed(topic, width));
        FunctionHelp.of(topic, width).ifPresent(function -> {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            lines.addAll(function);
        });
        if (lines.isEmpty()) {
            lines.addAll(metric(topic, context));
        }
        context.console().page(lines);
    }

    private List<Line> commandsNamed(String topic, OptionalInt width) {
        List<CommandSpec> specs = commands.get();
        for (CommandSpec spec : specs) {
            if (spec.words().equals(topic)) {
                return CommandHelp.of(spec, width);
            }
        }
        List<CommandSpec> family = specs.stream()
                .filter(spec -> spec.words().startsWith(topic + " "))
                .toList();
        return family.stream()
                .flatMap(spec -> CommandHelp.of(spec, width).stream())
                .toList();
    }

    private List<Line> metric(String name, CommandContext context) {
        MetricMetadata about;
        try {
            about = Families.find(context.target().metadata(Optional.empty()), name);
        } catch (Failure failure) {
            throw unknown(name, " (the target, which may know a metric of that name, does not answer)");
        }
        if (about.equals(MetricMetadata.UNKNOWN)) {
            throw unknown(name, "");
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Escaping.visible(name), Style.METRIC).plus("  " + Escaping.visible(about.type()), Style.DIM));
        lines.add(Line.plain("  " + Escaping.visible(about.help())));
        if (!about.unit().isEmpty()) {
            lines.add(Line.plain("  in " + Escaping.visible(about.unit())));
        }
        lines.add(Line.of("more: describe " + Escaping.visible(name), Style.DIM));
        return lines;
    }

    private Failure unknown(String topic, String why) {
        List<String> words =
                new ArrayList<>(commands.get().stream().map(CommandSpec::words).toList());
        words.addAll(FunctionHelp.names());
        String near = Nearest.several(topic, words, 3).stream()
                .map(word -> "help " + word)
                .collect(Collectors.joining(", or "));
        return Failure.usage(
                "there is no command, function or known metric '" + Escaping.visible(topic) + "'" + why,
                near.isEmpty() ? "type: help, or metrics " + Escaping.visible(topic) : "type: " + near);
    }
}
