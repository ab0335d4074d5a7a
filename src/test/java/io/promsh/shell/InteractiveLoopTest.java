package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.command.Command;
import io.promsh.console.Handover;
import io.promsh.console.LineSource;
import io.promsh.failure.Failure;
import io.promsh.testing.FakeCommand;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InteractiveLoopTest {
    private final FakeSession session = new FakeSession();
    private final FakeConsole console = FakeConsole.tty(80);
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicBoolean wasInterrupted = new AtomicBoolean();

    @Test
    void runsEntriesUntilTheEndAndSurvivesFailures() {
        Lines lines = new Lines().line("up").line("fail").cancelled().line("down");
        assertEquals(0, run(lines));
        assertEquals("query(up)\nquery(down)\n", console.outText());
        assertEquals("promsh: as asked\n", console.errText());
        assertEquals(List.of("prod> ", "prod> ", "prod> ", "prod> ", "prod> "), lines.prompts);
    }

    @Test
    void exitEndsIt() {
        assertEquals(0, run(new Lines().line("leave").line("up")));
        assertEquals("", console.outText());
    }

    @Test
    void pastedLinesRunInOrderUntilOneFails() {
        run(new Lines().line("up\n\nx\nfail\ndown").line("last"));
        assertEquals("query(up)\nquery(x)\nquery(last)\n", console.outText());
    }

    @Test
    void ctrlCEndsTheRequestAndKeepsTheShell() {
        Lines lines = new Lines().line("slow").line("up").interruptWhen(running, 1);
        assertEquals(0, run(lines));
        assertEquals(1, cancels.get());
        assertTrue(wasInterrupted.get());
        assertEquals("interrupted\n", console.errText());
        assertEquals("query(up)\n", console.outText());
    }

    @Test
    void aSecondCtrlCReturnsToThePromptWhateverTheCommandDoes() throws InterruptedException {
        Lines lines = new Lines().line("stubborn").line("up").interruptWhen(running, 2);
        assertEquals(0, run(lines));
        assertEquals("query(up)\n", console.outText());
        released.countDown();
        for (Thread thread : lines.threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        // What the command says after it was given up reaches nobody.
        assertEquals("query(up)\n", console.outText());
        assertEquals("", console.errText());
    }

    @Test
    void aLineThatDoesNotEndSoonIsExplained() {
        Lines lines = new Lines().line("sluggish").interruptWhen(running, 1);
        run(lines);
        assertTrue(console.errText().startsWith("cancelling; Ctrl-C again returns to the prompt\n"), console.errText());
    }

    private int run(Lines lines) {
        Command slow = FakeCommand.words("slow", "").doing((a, c) -> {
            running.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                wasInterrupted.set(true);
                throw Failure.unreachable("the connection broke", "");
            }
        });
        Command stubborn = FakeCommand.words("stubborn", "").doing((a, c) -> {
            running.countDown();
            awaitWhateverHappens(released);
            c.console().out().println("too late");
        });
        Command sluggish = FakeCommand.words("sluggish", "").doing((a, c) -> {
            running.countDown();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2500);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        });
        Command leave =
                FakeCommand.words("leave", "").doing((a, c) -> c.session().leave());
        Command fail = FakeCommand.words("fail", "").doing((a, c) -> {
            throw Failure.usage("as asked", "");
        });
        LineParser parser = new LineParser(
                new CommandRegistry(List.of(FakeCommand.promql("query"), slow, stubborn, sluggish, leave, fail)));
        Surroundings surroundings =
                new Surroundings(Clock.systemUTC(), () -> ZoneOffset.UTC, false, cancels::incrementAndGet, Map::of);
        return new InteractiveLoop(
                        lines,
                        new Dispatcher(
                                parser,
                                session,
                                new SystemPipe(Handover.NONE, Thread::new),
                                surroundings,
                                LineRunner.DIRECT),
                        new Entries(parser, text -> false),
                        console,
                        () -> "prod> ",
                        session::hasLeft,
                        lines::thread)
                .run();
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // That is what makes it stubborn.
            }
        }
    }

    /** Entries known beforehand; presses Ctrl-C so often once a command runs. */
    private static final class Lines implements LineSource {
        private final Deque<Entry> entries = new ArrayDeque<>();
        private final List<String> prompts = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private CountDownLatch when = new CountDownLatch(1);
        private int presses;

        Lines line(String text) {
            entries.add(Entry.line(text));
            return this;
        }

        Lines cancelled() {
            entries.add(Entry.CANCELLED);
            return this;
        }

        Lines interruptWhen(CountDownLatch latch, int count) {
            when = latch;
            presses = count;
            return this;
        }

        Thread thread(Runnable task) {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        }

        @Override
        public Entry next(String prompt) {
            prompts.add(prompt);
            Entry next = entries.poll();
            return next == null ? Entry.END : next;
        }

        @Override
        public Interrupts watchInterrupts(Runnable onInterrupt) {
            if (presses == 0) {
                return () -> {};
            }
            int count = presses;
            presses = 0;
            Thread pressing = new Thread(() -> {
                awaitWhateverHappens(when);
                for (int i = 0; i < count; i++) {
                    onInterrupt.run();
                }
            });
            pressing.start();
            return () -> {};
        }

        @Override
        public void close() {
            // There is no terminal.
        }
    }
}
