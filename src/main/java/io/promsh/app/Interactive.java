package io.promsh.app;

import io.promsh.command.Command;
import io.promsh.completion.LineCompleter;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetSpec;
import io.promsh.config.UserFolders;
import io.promsh.console.Console;
import io.promsh.console.jline.JLineConsole;
import io.promsh.console.jline.JLineLineSource;
import io.promsh.console.jline.Pager;
import io.promsh.console.jline.TerminalFacts;
import io.promsh.console.jline.Terminals;
import io.promsh.docker.engine.HttpDocker;
import io.promsh.failure.Failure;
import io.promsh.shell.BatchRunner;
import io.promsh.shell.CommandRegistry;
import io.promsh.shell.CompletionWords;
import io.promsh.shell.Dispatcher;
import io.promsh.shell.Entries;
import io.promsh.shell.InteractiveLoop;
import io.promsh.shell.LineParser;
import io.promsh.shell.Prompt;
import io.promsh.shell.PromqlInsight;
import io.promsh.shell.ShellSession;
import io.promsh.shell.SystemPipe;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The interactive shell: a line editor, completion that fills in the background, and the loop. */
final class Interactive {
    private final ProcessFacts facts;
    private final Phases phases;
    private final Supplier<Terminal> terminal;
    private final UserFolders folders;
    private final Targets targets;

    Interactive(ProcessFacts facts, Phases phases) {
        this(facts, phases, () -> Terminals.open(facts.environment()));
    }

    /** On another terminal than the process's. */
    Interactive(ProcessFacts facts, Phases phases, Supplier<Terminal> terminal) {
        this.facts = facts;
        this.terminal = terminal;
        this.phases = phases;
        this.folders = Run.folders(facts);
        this.targets = new Targets(facts, folders);
    }

    int run(Settings settings, List<Command> commands, LineParser parser, Entries entries) {
        JLineConsole console = console(facts, settings, terminal);
        // What the ports do needs the parts that are made with them: they are bound when the loop runs.
        Parts parts = new Parts();
        try (Catalogs catalogs = new Catalogs(folders.cache().resolve("names"), facts.clock(), targets::open);
                ShellSession session = new ShellSession(settings, ports(catalogs, parts))) {
            CommandRegistry registry = new CommandRegistry(commands);
            LineCompleter completer = new LineCompleter(
                    CompletionWords.of(registry, () -> names(session)),
                    () -> spec(session).map(catalogs::of),
                    Path.of(""));
            JLineLineSource source = new JLineLineSource(
                    console.terminal(),
                    terminalFacts(facts, settings).depth(),
                    new PromqlInsight(registry, parser, entries),
                    completer::complete,
                    Optional.of(folders.state().resolve("history")),
                    console::note);
            try (source) {
                Dispatcher dispatcher = new Dispatcher(
                        parser,
                        session,
                        new SystemPipe(console, Run.daemons()),
                        Run.surroundings(facts, session, phases),
                        new SpringCommandBridge(commands)::run);
                parts.console = console;
                parts.source = source;
                parts.dispatcher = dispatcher;
                parts.batch = new BatchRunner(dispatcher, entries, session, session::isLeaving, console);
                phases.end("wire");
                // Names begin to load while the first line is typed.
                spec(session).ifPresent(catalogs::of);
                return new InteractiveLoop(
                                source,
                                dispatcher,
                                entries,
                                console,
                                () -> prompt(session),
                                session::isLeaving,
                                Run.daemons())
                        .run();
            }
        }
    }

    /** The parts that the session's ports reach, once they are there. */
    private static final class Parts {
        private @Nullable Console console;
        private @Nullable JLineLineSource source;
        private @Nullable BatchRunner batch;
        private @Nullable Dispatcher dispatcher;
    }

    private ShellSession.Ports ports(Catalogs catalogs, Parts parts) {
        return new ShellSession.Ports(
                targets::directory,
                targets::save,
                targets::open,
                targets::probe,
                targets::renew,
                targets::isGrafana,
                spec -> catalogs.of(spec).refresh(),
                () -> parts.source == null ? List.of() : parts.source.history(),
                () -> parts.dispatcher == null ? List.of() : parts.dispatcher.typed(),
                script -> {
                    if (parts.batch != null) {
                        Run.succeed(parts.batch.runScript(script), script.name());
                    }
                },
                choice -> HttpDocker.open(facts.environment(), choice),
                (engine, line) -> {
                    if (parts.console != null) {
                        Run.greet(engine, folders, parts.console, line);
                    }
                },
                folders.state());
    }

    /** A broken target file is told by the first command that needs it; the prompt and completion do without. */
    private static Optional<TargetSpec> spec(ShellSession session) {
        try {
            return session.targetSpec(session.settings());
        } catch (Failure failure) {
            return Optional.empty();
        }
    }

    private static List<String> names(ShellSession session) {
        try {
            return session.targets().stream().map(TargetSpec::name).toList();
        } catch (Failure failure) {
            return List.of();
        }
    }

    private static String prompt(ShellSession session) {
        return Prompt.of(
                spec(session).map(TargetSpec::name).orElse(session.settings().get(Setting.TARGET)));
    }

    /** Returns a console that questions of a batch on a terminal go to. */
    static Console asking(ProcessFacts facts) {
        return console(facts, Settings.DEFAULTS, () -> Terminals.open(facts.environment()));
    }

    private static JLineConsole console(ProcessFacts facts, Settings settings, Supplier<Terminal> terminal) {
        Optional<PrintWriter> errElsewhere = facts.errTerminal()
                ? Optional.empty()
                : Optional.of(new PrintWriter(new OutputStreamWriter(facts.err(), StandardCharsets.UTF_8), true));
        return new JLineConsole(terminal, terminalFacts(facts, settings), errElsewhere, new Pager(facts.environment()));
    }

    static TerminalFacts terminalFacts(ProcessFacts facts, Settings settings) {
        Map<String, String> environment = new HashMap<>(facts.environment());
        if (settings.isOn(Setting.NO_COLOR)) {
            environment.put("NO_COLOR", "1");
        }
        return TerminalFacts.of(environment, facts.inTerminal(), facts.outTerminal(), facts.errTerminal());
    }
}
