package io.promsh.shell;

import io.promsh.command.Session;
import io.promsh.config.Setting;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs lines without a person: those of {@code -c}, a file, or what is piped in. It stops at the first failure unless
 * {@code keep-going} is set; either way its exit code is that of the first failure. When nobody reads the output any more, it
 * stops quietly.
 */
public final class BatchRunner {
    /** Scripts that run scripts: deeper than this is a circle. */
    private static final int MAX_DEPTH = 16;

    private final Dispatcher dispatcher;
    private final Entries entries;
    private final Session session;
    private final BooleanSupplier leaving;
    private final Console console;
    private int depth;

    /** Makes a runner; {@code leaving} tells whether a line has asked to end ({@code exit}). */
    public BatchRunner(
            Dispatcher dispatcher, Entries entries, Session session, BooleanSupplier leaving, Console console) {
        this.dispatcher = dispatcher;
        this.entries = entries;
        this.session = session;
        this.leaving = leaving;
        this.console = console;
    }

    /** Runs each of {@code lines}; returns the exit code. */
    public int runLines(List<String> lines) {
        Progress progress = new Progress();
        for (String line : lines) {
            if (progress.isOver()) {
                break;
            }
            progress.ran(dispatcher.run(line, "", console));
        }
        return progress.exitCode();
    }

    /** Runs a file; returns the exit code. */
    public int runFile(Path file) {
        if (Files.isDirectory(file)) {
            return refused(Failure.usage(file + " is a folder, not a script", ""));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return run(file.toString(), in);
        } catch (NoSuchFileException e) {
            return refused(Failure.usage("there is no file " + file, ""));
        } catch (IOException e) {
            return refused(Failure.failed("cannot read " + file + ": " + e.getMessage(), "")
                    .withCause(e));
        }
    }

    /** Runs the lines of a stream as they arrive; {@code name} stands for it in failures. Returns the exit code. */
    public int run(String name, InputStream in) {
        if (depth >= MAX_DEPTH) {
            return refused(Failure.usage(name + ": scripts are nested more than " + MAX_DEPTH + " deep", ""));
        }
        depth++;
        Progress progress = new Progress();
        try {
            runEntries(new TextLines(name, in), name, progress);
        } catch (Failure failure) {
            progress.ran(Outcome.failed(refused(failure)));
        } finally {
            depth--;
        }
        return progress.exitCode();
    }

    private void runEntries(TextLines lines, String name, Progress progress) {
        StringBuilder entry = new StringBuilder();
        int begun = 0;
        Optional<String> line = lines.next();
        while (line.isPresent() && !progress.isOver()) {
            boolean fresh = entry.length() == 0;
            if (!fresh || !Entries.isEmpty(line.get())) {
                begun = fresh ? lines.number() : begun;
                entry.append(fresh ? "" : "\n").append(line.get());
                if (entries.isComplete(entry.toString())) {
                    progress.ran(dispatcher.run(entry.toString(), name + ":" + begun, console));
                    entry.setLength(0);
                }
            }
            line = progress.isOver() ? Optional.empty() : lines.next();
        }
        if (entry.length() > 0) {
            throw Failure.usage(
                    name + ":" + begun + ": the line that begins here is not complete",
                    "a bracket or quote is open, or an operator ends it");
        }
    }

    private int refused(Failure failure) {
        FailureView.show(failure, "", console);
        console.err().flush();
        return failure.kind().exitCode();
    }

    /** What came of the lines so far. */
    private final class Progress {
        private int firstFailure;
        private boolean stopped;

        void ran(Outcome outcome) {
            if (!outcome.isDone() && firstFailure == 0) {
                firstFailure = outcome.exitCode();
            }
            boolean failureStops = !outcome.isDone()
                    && (outcome.isInterrupted() || !session.settings().isOn(Setting.KEEP_GOING));
            stopped = stopped || failureStops || outcome.outputClosed();
        }

        boolean isOver() {
            return stopped || leaving.getAsBoolean();
        }

        int exitCode() {
            return firstFailure;
        }
    }
}
