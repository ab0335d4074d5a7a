package io.promsh.shell;

import io.promsh.command.CommandContext;
import io.promsh.command.Session;
import io.promsh.config.Setting;
import io.promsh.console.Console;
import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one line: parses it, lays its options over the session's settings, runs the command, and tells a failure. The interactive
 * shell and batches share it and differ only in what a failure does to them. Nothing but {@link Outcome} leaves it.
 */
public final class Dispatcher {
    /** More than anyone types. */
    private static final int MOST_TYPED = 10_000;

    private final LineParser parser;
    private final Session session;
    private final SystemPipe systemPipe;
    private final Surroundings surroundings;
    private final LineRunner runner;
    private final List<String> typed = new ArrayList<>();
    private volatile boolean interrupted;

    /** Makes a dispatcher for one session. */
    public Dispatcher(
            LineParser parser, Session session, SystemPipe systemPipe, Surroundings surroundings, LineRunner runner) {
        this.parser = parser;
        this.session = session;
        this.systemPipe = systemPipe;
        this.surroundings = surroundings;
        this.runner = runner;
    }

    /** Runs an entry. {@code place} names its file and line in failures and is empty for what was typed. */
    public Outcome run(String entry, String place, Console console) {
        long begun = System.nanoTime();
        interrupted = false;
        session.beginLine();
        boolean timing = session.settings().isOn(Setting.TIMING);
        Outcome outcome;
        long parsed = begun;
        try {
            Optional<ParsedLine> line = parser.parse(entry, session.settings());
            parsed = System.nanoTime();
            if (line.isEmpty()) {
                return Outcome.DONE;
            }
            timing = line.get().settings().isOn(Setting.TIMING);
            execute(line.get(), console);
            remember(entry, place);
            console.out().flush();
            outcome = Outcome.DONE;
        } catch (OutputClosed closed) {
            outcome = Outcome.CLOSED;
        } catch (Failure failure) {
            outcome = tell(failure, place, console);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError thrown) {
            outcome = tell(FailureView.unforeseen(thrown), place, console);
        }
        if (timing) {
            showTiming(parsed - begun, System.nanoTime() - parsed, console);
        }
        return flushed(outcome, console);
    }

    /** Returns the lines that were typed, not read from a file, and worked; secrets taken out. */
    public List<String> typed() {
        SecretMask mask = SecretMask.of(session.targets());
        synchronized (typed) {
            return typed.stream().map(mask::mask).toList();
        }
    }

    /** Returns the clock by which lines are entered. */
    Clock clock() {
        return surroundings.clock();
    }

    /** Ends the line that runs, from another thread. */
    public void interrupt() {
        interrupted = true;
        surroundings.cancelRunning().run();
    }

    /** Returns whether a system command has the terminal, so that Ctrl-C is its own matter. */
    public boolean hasLentTerminal() {
        return systemPipe.isRunning();
    }

    private void remember(String entry, String place) {
        synchronized (typed) {
            if (place.isEmpty() && typed.size() < MOST_TYPED) {
                typed.add(entry.strip());
            }
        }
    }

    private void execute(ParsedLine line, Console console) {
        boolean readOnly =
                line.settings().isOn(Setting.READ_ONLY) || session.settings().isOn(Setting.READ_ONLY);
        if (readOnly && line.command().changesThings(line.arguments())) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "'" + line.command().spec().words() + "' changes things, and this session is read-only",
                    "leave that with: set read-only off");
        }
        Console tuned = TunedConsole.of(console, line.settings());
        if (line.pipe().isEmpty()) {
            run(line, tuned);
            return;
        }
        systemPipe.run(line.pipe().get(), tuned, piped -> run(line, piped));
    }

    private void run(ParsedLine line, Console console) {
        CommandContext context = new CommandContext(
                session, line.settings(), console, surroundings.clock().instant(), surroundings.zones());
        Relogin relogin = new Relogin(session, console);
        while (true) {
            try {
                runner.run(line, context);
                return;
            } catch (Failure failure) {
                relogin.orThrow(failure);
            }
        }
    }

    private Outcome tell(Failure failure, String place, Console console) {
        boolean isOther = failure.kind() != FailureKind.USAGE && failure.kind() != FailureKind.INTERRUPTED;
        Failure told = interrupted && isOther ? Failure.interrupted() : failure;
        try {
            console.out().flush();
            FailureView.show(told, place, console);
            Throwable cause = told.getCause();
            if (surroundings.debug() && cause != null) {
                StringWriter stack = new StringWriter();
                cause.printStackTrace(new PrintWriter(stack));
                console.err().println(stack);
            }
        } catch (OutputClosed closed) {
            return new Outcome(told.kind().exitCode(), true);
        }
        return Outcome.failed(told.kind().exitCode());
    }

    private void showTiming(long parsing, long running, Console console) {
        StringBuilder text = new StringBuilder("timing");
        for (Map.Entry<String, Duration> phase : surroundings.phases().get().entrySet()) {
            append(text, phase.getKey(), phase.getValue().toNanos());
        }
        append(text, "parse", parsing);
        append(text, "run", running);
        console.note(Line.of(text.toString(), Style.DIM));
    }

    private static void append(StringBuilder text, String name, long nanos) {
        text.append(String.format(Locale.ROOT, "  %s %.1f ms", name, nanos / 1e6));
    }

    private static Outcome flushed(Outcome outcome, Console console) {
        try {
            console.out().flush();
            console.err().flush();
            return outcome;
        } catch (OutputClosed closed) {
            return new Outcome(outcome.exitCode(), true);
        } catch (Failure failure) {
            return outcome.isDone() ? Outcome.failed(failure.kind().exitCode()) : outcome;
        }
    }
}
