package io.promsh.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.command.Script;
import io.promsh.command.Session;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Where lines are shown: the console, or the transcript of the script that runs. */
    private Console current;

    /** Makes a runner; {@code leaving} tells whether a line has asked to end ({@code exit}). */
    public BatchRunner(
            Dispatcher dispatcher, Entries entries, Session session, BooleanSupplier leaving, Console console) {
        this.dispatcher = dispatcher;
        this.entries = entries;
        this.session = session;
        this.leaving = leaving;
        this.console = console;
        this.current = console;
    }

    /** Runs each of {@code lines}; returns the exit code. */
    public int runLines(List<String> lines) {
        BatchProgress progress = new BatchProgress(session, leaving);
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
        return runScript(Script.of(file));
    }

    /** Runs a script with its answers and transcript; returns the exit code. */
    public int runScript(Script script) {
        if (script.transcript().isEmpty()) {
            return runScript(script, current);
        }
        Console before = current;
        try (Transcript transcript = Transcript.open(
                script.transcript().get(), script.name(), SecretMask.of(session.targets()), dispatcher.clock())) {
            current = transcript.on(before);
            return runScript(script, current);
        } catch (Failure failure) {
            return refused(failure);
        } finally {
            current = before;
        }
    }

    private int runScript(Script script, Console shown) {
        if (script.text().isPresent()) {
            byte[] text = script.text().get().getBytes(UTF_8);
            return run(script.name(), new ByteArrayInputStream(text), shown, script.answers());
        }
        Path file = Path.of(script.name());
        if (Files.isDirectory(file)) {
            return refused(Failure.usage(file + " is a folder, not a script", ""));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return run(file.toString(), in, shown, script.answers());
        } catch (NoSuchFileException e) {
            return refused(Failure.usage("there is no file " + file, ""));
        } catch (IOException e) {
            return refused(Failure.failed("cannot read " + file + ": " + e.getMessage(), "")
                    .withCause(e));
        }
    }

    /** Runs the lines of a stream as they arrive; {@code name} stands for it in failures. Returns the exit code. */
    public int run(String name, InputStream in) {
        return run(name, in, console, Map.of());
    }

    private int run(String name, InputStream in, Console shown, Map<String, String> answers) {
        if (depth >= MAX_DEPTH) {
            return refused(Failure.usage(name + ": scripts are nested more than " + MAX_DEPTH + " deep", ""));
        }
        depth++;
        BatchProgress progress = new BatchProgress(session, leaving);
        try {
            new ScriptRun(new TextLines(name, in), name, dispatcher, entries, session, shown, progress, answers).run();
        } catch (Failure failure) {
            progress.ran(Outcome.failed(refused(failure)));
        } finally {
            depth--;
        }
        return progress.exitCode();
    }

    private int refused(Failure failure) {
        FailureView.show(failure, "", current);
        current.err().flush();
        return failure.kind().exitCode();
    }
}
