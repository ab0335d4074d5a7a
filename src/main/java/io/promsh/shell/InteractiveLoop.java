package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.console.LineSource;
import io.promsh.failure.FailureKind;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Reads entries and runs each on a thread of its own. The first Ctrl-C ends what runs; a second one, while it does not want to
 * end, gives it up and returns to the prompt. Nothing ends the shell but {@code exit} and Ctrl-D.
 */
public final class InteractiveLoop {
    /** How long a line that was asked to end may take before the user is told what else can be done. */
    private static final long PATIENCE_MILLIS = 1500;

    private final LineSource source;
    private final Dispatcher dispatcher;
    private final Entries entries;
    private final Console console;
    private final Supplier<String> prompt;
    private final BooleanSupplier leaving;
    private final ThreadFactory threads;

    /** Makes the loop; {@code leaving} tells whether a line has asked to end ({@code exit}). */
    public InteractiveLoop(
            LineSource source,
            Dispatcher dispatcher,
            Entries entries,
            Console console,
            Supplier<String> prompt,
            BooleanSupplier leaving,
            ThreadFactory threads) {
        this.source = source;
        this.dispatcher = dispatcher;
        this.entries = entries;
        this.console = console;
        this.prompt = prompt;
        this.leaving = leaving;
        this.threads = threads;
    }

    /** Runs until the user leaves; returns the exit code of the process, which is 0: failures were seen. */
    public int run() {
        while (!leaving.getAsBoolean()) {
            LineSource.Entry entry = source.next(prompt.get());
            if (entry.kind() == LineSource.Kind.END) {
                return 0;
            }
            if (entry.kind() == LineSource.Kind.LINE) {
                runAll(entry.text());
            }
        }
        return 0;
    }

    /** Pasted text may hold several lines; like a batch it stops at the first that fails. */
    private void runAll(String text) {
        for (String entry : entries.split(text)) {
            Outcome outcome = runOne(entry);
            if (!outcome.isDone() || leaving.getAsBoolean()) {
                return;
            }
        }
    }

    private Outcome runOne(String entry) {
        Running running = new Running(entry);
        Thread worker = threads.newThread(running);
        LineSource.Interrupts watching = source.watchInterrupts(() -> running.interrupt(worker));
        try {
            worker.start();
            return running.await();
        } finally {
            watching.close();
        }
    }

    /** One line on its thread. */
    private final class Running implements Runnable {
        private final String entry;
        private final GateConsole gate = new GateConsole(console);
        private final CountDownLatch over = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile Outcome outcome = Outcome.failed(FailureKind.INTERRUPTED.exitCode());

        Running(String entry) {
            this.entry = entry;
        }

        @Override
        public void run() {
            try {
                outcome = dispatcher.run(entry, "", gate);
            } catch (RuntimeException | Error e) {
                // The dispatcher tells every failure; what is thrown here is the closed gate of a line that was given
                // up.
                gate.closeGate();
            } finally {
                asked.countDown();
                over.countDown();
            }
        }

        void interrupt(Thread worker) {
            boolean again = asked.getCount() == 0;
            asked.countDown();
            dispatcher.interrupt();
            if (!dispatcher.hasLentTerminal()) {
                worker.interrupt();
            }
            if (again && !dispatcher.hasLentTerminal()) {
                gate.closeGate();
                over.countDown();
            }
        }

        Outcome await() {
            try {
                asked.await();
                if (!over.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && !dispatcher.hasLentTerminal()) {
                    console.note(Line.of("cancelling; Ctrl-C again returns to the prompt", Style.DIM));
                    console.err().flush();
                }
                over.await();
            } catch (InterruptedException e) {
                gate.closeGate();
            }
            return outcome;
        }
    }
}
