package io.promsh.shell;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Understands a line. One that starts with a command's words runs that command; every other line is PromQL, raw, and takes no
 * options. A bar outside quotes and comments leads into a system command. The parts of a line are in {@link Shape}, which
 * the editor uses as well.
 */
public final class LineParser {
    /** The command that plain PromQL runs. */
    public static final String QUERY = "query";

    private static final Set<String> OPERATOR_WORDS =
            Set.of("and", "or", "unless", "atan2", "offset", "by", "without", "bool", "on", "ignoring");

    private final CommandRegistry registry;

    /** Makes a parser for the commands of {@code registry}. */
    public LineParser(CommandRegistry registry) {
        this.registry = registry;
    }

    /**
     * The parts of an entry, as offsets.
     *
     * @param begin where the text begins behind blanks and comments
     * @param found the command, or empty for plain PromQL
     * @param argumentsFrom where options and arguments begin
     * @param bar where the bar is that leads into a system command, or the length of the entry
     */
    public record Shape(int begin, Optional<Command> found, int argumentsFrom, int bar) {
        /** Returns whether the arguments are an expression. */
        public boolean isPromql() {
            return found.isEmpty() || found.get().spec().completes() == Completes.PROMQL;
        }
    }

    /** Returns the parts of an entry; never fails. */
    public Shape shape(String entry) {
        int begin = Blanks.skipWithComments(entry, 0);
        Optional<CommandRegistry.Found> found = registry.leading(entry.substring(begin));
        if (found.isEmpty()) {
            return new Shape(begin, Optional.empty(), begin, Pipes.bar(entry, begin, true));
        }
        int from = begin + found.get().end();
        boolean promql = found.get().command().spec().completes() == Completes.PROMQL;
        return new Shape(begin, Optional.of(found.get().command()), from, Pipes.bar(entry, from, promql));
    }

    /** Understands an entry; empty when it holds only blanks and comments. Throws usage failures. */
    public Optional<ParsedLine> parse(String entry, Settings session) {
        Shape shape = shape(entry);
        if (shape.begin() >= entry.length()) {
            return Optional.empty();
        }
        boolean hasBar = shape.bar() < entry.length();
        Optional<String> pipe = hasBar ? Optional.of(Pipes.command(entry, shape.bar())) : Optional.empty();
        String text = entry.substring(shape.argumentsFrom(), shape.bar());
        ParsedLine line = shape.found().isEmpty()
                ? plain(text, session)
                : command(shape.found().get(), text, session);
        return Optional.of(new ParsedLine(line.command(), line.arguments(), line.settings(), pipe));
    }

    private ParsedLine plain(String text, Settings session) {
        Command query = registry.named(QUERY).orElseThrow(() -> Failure.failed("no command runs PromQL", ""));
        refuseHalfACommand(text);
        refuseOptions(query.spec(), text, session);
        LateOptions.refuse(QUERY, text);
        String raw = text.strip();
        if (raw.isEmpty()) {
            throw Failure.usage("no expression stands before the bar", "for example: up | less");
        }
        return new ParsedLine(query, new Arguments(raw, Blanks.split(raw), Map.of()), session, Optional.empty());
    }

    private static void refuseOptions(CommandSpec query, String text, Settings session) {
        OptionReader reader = new OptionReader(query, session);
        String rest = reader.front(text).raw();
        if (rest.length() != text.strip().length()) {
            throw Failure.usage(
                    "a plain expression takes no options", "name the command: " + QUERY + " " + text.strip());
        }
    }

    /** "targets lst" is no PromQL, because a name follows a name: it is a command misspelt. */
    private void refuseHalfACommand(String text) {
        List<String> words = Blanks.split(text);
        if (words.size() == 1 && !registry.beginningWith(words.get(0)).isEmpty()) {
            String word = words.get(0);
            throw Failure.usage(
                    "'" + word + "' alone is no command",
                    "type: " + String.join(", ", new TreeSet<>(registry.beginningWith(word)))
                            + "; a metric of that name: " + QUERY + " " + word);
        }
        if (words.size() < 2 || !Character.isLetter(words.get(1).charAt(0)) || OPERATOR_WORDS.contains(words.get(1))) {
            return;
        }
        List<String> family = registry.beginningWith(words.get(0));
        if (!family.isEmpty()) {
            String typed = words.get(0) + " " + words.get(1);
            String meant = Nearest.of(typed, family).orElse(family.get(0));
            throw Failure.usage("there is no command '" + typed + "'", "did you mean: " + meant);
        }
        Optional<String> near = registry.nearest(words.get(0));
        if (near.isPresent()) {
            String rest = text.strip().substring(words.get(0).length());
            throw Failure.usage("there is no command '" + words.get(0) + "'", "did you mean: " + near.get() + rest);
        }
    }

    private ParsedLine command(Command command, String text, Settings session) {
        CommandSpec spec = command.spec();
        OptionReader reader = new OptionReader(spec, session);
        boolean isRaw = spec.completes() == Completes.PROMQL || spec.completes() == Completes.WORDS;
        Arguments arguments = isRaw ? reader.front(text) : reader.anywhere(text);
        if (reader.helpAsked()) {
            return help(spec, session);
        }
        if (spec.completes() == Completes.PROMQL) {
            LateOptions.refuse(spec.words(), arguments.raw());
        }
        if (spec.arguments().isEmpty() && !arguments.raw().isEmpty()) {
            throw unexpected(spec, arguments.raw());
        }
        return new ParsedLine(command, arguments, reader.settings(), Optional.empty());
    }

    private ParsedLine help(CommandSpec spec, Settings session) {
        Command help = registry.named("help").orElseThrow(() -> Failure.usage("usage: " + spec.usage(), ""));
        return new ParsedLine(help, Arguments.of(spec.words()), session, Optional.empty());
    }

    private Failure unexpected(CommandSpec spec, String rest) {
        String message = "'" + spec.words() + "' takes no arguments";
        String first = Blanks.split(rest).get(0);
        List<String> family = registry.beginningWith(spec.words());
        Optional<String> meant = Nearest.of(spec.words() + " " + first, family);
        if (meant.isPresent() && !meant.get().equals(spec.words())) {
            return Failure.usage(message, "did you mean: " + meant.get());
        }
        return Failure.usage(message, "a metric of that name is asked with: " + QUERY + " " + spec.words());
    }
}
