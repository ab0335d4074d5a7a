package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.console.Handover;
import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a system command with the output of a line as its input, streamed. The command is started at the first output, so that a
 * line which fails opens no pager; its own output goes to the terminal. That it stops reading is normal.
 */
public final class SystemPipe {
    /** 128 + SIGPIPE: a command further down the pipe had enough. */
    private static final int ENDED_BY_PIPE = 141;

    private static final int ENDED_BY_INTERRUPT = 130;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Handover handover;
    private final ThreadFactory threads;
    private final Redirect out;
    private final Redirect err;
    private volatile boolean running;

    /** Makes pipes whose commands write to the process's own output and error stream. */
    public SystemPipe(Handover handover, ThreadFactory threads) {
        this(handover, threads, Redirect.INHERIT, Redirect.INHERIT);
    }

    /** Makes pipes whose commands write to the given places. */
    public SystemPipe(Handover handover, ThreadFactory threads, Redirect out, Redirect err) {
        this.handover = handover;
        this.threads = threads;
        this.out = out;
        this.err = err;
    }

    /** Returns whether a system command runs now. */
    public boolean isRunning() {
        return running;
    }

    /**
     * Runs {@code body} with a console whose output is the input of {@code command}, and waits for both. Throws the failure of
     * the body, else one that tells a status other than 0.
     */
    public void run(String command, Console console, Consumer<Console> body) {
        console.out().flush();
        handover.lendDuring(() -> runLent(command, console, body));
    }

    private void runLent(String command, Console console, Consumer<Console> body) {
        LazyInput input = new LazyInput(command);
        PrintWriter writer = new PrintWriter(
                new BufferedWriter(
                        new OutputStreamWriter(new BufferedOutputStream(input, BUFFER_BYTES), StandardCharsets.UTF_8)),
                false);
        try {
            body.accept(new PipedConsole(console, writer));
            writer.flush();
            input.start();
        } catch (OutputClosed hadEnough) {
            // The command has read what it wanted.
        } finally {
            input.finish();
        }
        report(command, input.status());
    }

    private static void report(String command, int status) {
        if (status == 0 || status == ENDED_BY_PIPE) {
            return;
        }
        if (status == ENDED_BY_INTERRUPT) {
            throw Failure.interrupted();
        }
        throw Failure.failed("'" + command + "' ended with status " + status, "");
    }

    /** The input of a process that is started when the first byte arrives. */
    private final class LazyInput extends OutputStream {
        private final String command;
        private @Nullable Process process;
        private @Nullable Thread exitHook;
        private int status;

        LazyInput(String command) {
            this.command = command;
        }

        int status() {
            return status;
        }

        OutputStream start() {
            if (process == null) {
                try {
                    process = new ProcessBuilder("sh", "-c", command)
                            .redirectInput(Redirect.PIPE)
                            .redirectOutput(out)
                            .redirectError(err)
                            .start();
                } catch (IOException e) {
                    throw Failure.failed("the system's shell cannot be started: " + e.getMessage(), "")
                            .withCause(e);
                }
                running = true;
                // Ctrl-C ends a batch at once, but the terminal stays lent until the command has restored it.
                Process started = process;
                exitHook = threads.newThread(() -> awaitEnd(started));
                Runtime.getRuntime().addShutdownHook(exitHook);
            }
            return process.getOutputStream();
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            OutputStream stdin = start();
            try {
                stdin.write(bytes, offset, length);
                stdin.flush();
            } catch (IOException e) {
                throw new OutputClosed();
            }
        }

        void finish() {
            if (process == null) {
                return;
            }
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // Its reader has gone already: normal.
            }
            status = awaitEnd(process);
            running = false;
            removeHook();
        }

        private void removeHook() {
            try {
                if (exitHook != null) {
                    Runtime.getRuntime().removeShutdownHook(exitHook);
                }
            } catch (IllegalStateException e) {
                // The process is ending, and the hook waits with us.
            }
        }
    }

    /** Waits whatever happens: an interrupt reaches the command by the terminal, and while it lives the terminal is its own. */
    private static int awaitEnd(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                int status = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return status;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
