package io.promsh.command;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/**
 * Asks before something is changed. Where something is lost: says what exactly goes, and wants the name of the thing typed, or
 * given with {@code --force NAME}. Where nothing is lost, but a service stands still or a file is changed: a plain question, or
 * {@code --yes}. The default is no; where nobody sits at the terminal nothing but the option counts.
 */
public final class Consent {
    /** The option of every command that can lose something. */
    public static final OptionSpec FORCE =
            new OptionSpec("force", "NAME", "does it without asking; NAME is what will be lost", Completes.NOTHING);

    /** The option of every command that changes something and loses nothing. */
    public static final OptionSpec YES = OptionSpec.toggle("yes", "goes ahead without asking, for scripts");

    private Consent() {}

    /** Returns when {@code question} was answered with yes, or {@code --yes} was given; throws REFUSED otherwise. */
    public static void toGoAhead(CommandContext context, Arguments arguments, String question) {
        if (arguments.has(YES.name())) {
            return;
        }
        if (!context.console().isInteractive()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "this needs consent, and nobody can be asked here",
                    "nothing was changed; in a script give it with: --yes");
        }
        if (!context.console().confirm(question)) {
            throw Failure.of(FailureKind.REFUSED, "not confirmed: nothing was changed", "");
        }
    }

    /**
     * Returns when {@code name} was typed or given with {@code --force}; throws REFUSED otherwise.
     *
     * @param losses what goes, a sentence each, without a full stop
     */
    public static void toLose(CommandContext context, Arguments arguments, String name, List<String> losses) {
        for (String loss : losses) {
            context.console().note(Line.of("will be lost: ", Style.BAD).plus(Escaping.visible(loss), Style.PLAIN));
        }
        if (arguments.has(FORCE.name())) {
            byOption(arguments.option(FORCE.name()).orElse(""), name);
            return;
        }
        if (!context.console().isInteractive()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "this needs consent, and nobody can be asked here",
                    "in a script give it with: --force " + name);
        }
        String typed = context.console().ask("type " + Escaping.visible(name) + " to go ahead: ", "");
        if (!typed.strip().equals(name)) {
            throw Failure.of(FailureKind.REFUSED, "not confirmed: nothing was changed", "");
        }
    }

    private static void byOption(String given, String name) {
        if (!given.equals(name)) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "--force names '" + Escaping.visible(given) + "', but it is '" + Escaping.visible(name)
                            + "' that would be lost",
                    "nothing was changed; if that is meant: --force " + name);
        }
    }
}
