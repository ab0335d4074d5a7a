package io.promsh.app;

import io.promsh.command.Command;
import io.promsh.command.CommandSpec;
import io.promsh.command.completion.SystemShell;
import io.promsh.command.help.CommandHelp;
import io.promsh.console.Console;
import io.promsh.console.OutputClosed;
import io.promsh.console.jline.StreamConsole;
import io.promsh.console.jline.TerminalFacts;
import io.promsh.failure.Failure;
import io.promsh.shell.FailureView;
import io.promsh.shell.Invocation;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/** One run of the program, from arguments to exit code. Everything it knows of the process comes in with {@link ProcessFacts}. */
public final class Promsh {
    private final ProcessFacts facts;

    /** A run that has not begun. */
    public Promsh(ProcessFacts facts) {
        this.facts = facts;
    }

    /** Does what the arguments ask for and returns the exit code, one of those in the README. */
    public int run(List<String> arguments) {
        Phases phases = new Phases();
        if (arguments.equals(List.of("--train"))) {
            return Training.run();
        }
        Console console = new StreamConsole(
                facts.out(),
                facts.err(),
                TerminalFacts.of(facts.environment(), facts.inTerminal(), facts.outTerminal(), facts.errTerminal()),
                () -> {
                    throw Failure.usage("nobody can be asked here", "");
                });
        try {
            Invocation call = Invocation.parse(arguments);
            return switch (call.mode()) {
                case VERSION -> say(console, "promsh " + version());
                case HELP -> help(console);
                case COMPLETION -> completion(console, call.systemShell().orElse(""));
                case RUN -> new Run(facts, call, phases).run(call.settings());
                case DEMO -> new Demo(facts, call, phases).run();
            };
        } catch (OutputClosed closed) {
            // "promsh --help | head -1" has seen enough.
            return 0;
        } catch (Failure failure) {
            FailureView.show(failure, "", console);
            console.err().flush();
            return failure.kind().exitCode();
        }
    }

    private static int say(Console console, String text) {
        console.out().println(text);
        console.out().flush();
        return 0;
    }

    /** Returns the version, as the jar's manifest has it. */
    static String version() {
        String version = Promsh.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    private static int help(Console console) {
        console.print(
                Line.of("promsh", Style.COMMAND).plus(" - the shell for Prometheus-compatible metrics", Style.PLAIN));
        console.print(Line.EMPTY);
        for (String usage : List.of(
                "promsh                     the interactive shell",
                "promsh -c LINE             runs a line (repeatable), then exits",
                "promsh -f FILE, or < FILE  a batch: # comments, blank and continued lines",
                "promsh demo                the shell on a day of a real incident's metrics",
                "promsh completion SHELL    completion for bash, zsh or fish")) {
            console.print(Line.plain("  " + usage));
        }
        console.print(Line.EMPTY);
        CommandHelp.options(console.width()).forEach(console::print);
        console.print(Line.EMPTY);
        CommandHelp.overview(specs(), console.width()).forEach(console::print);
        console.print(Line.EMPTY);
        for (String codes : List.of(
                "Exit codes: 0 done, 1 failed, 2 usage, 3 no data (--fail-on-empty),",
                "            4 unreachable or timed out, 5 refused for safety, 6 denied,",
                "            7 partial (--strict) or a check not passed, 130 interrupted")) {
            console.print(Line.plain(codes));
        }
        console.out().flush();
        return 0;
    }

    private static int completion(Console console, String systemShell) {
        console.out().print(SystemShell.named(systemShell).script(specs()));
        console.out().flush();
        return 0;
    }

    private static List<CommandSpec> specs() {
        return Commands.all().stream().map(Command::spec).toList();
    }
}
