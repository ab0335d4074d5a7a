package io.promsh.completion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Holds what it is given until a test says so. */
final class ManualExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.addLast(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** Runs everything, also what is added meanwhile. */
    void runAll() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    void runOne() {
        tasks.removeFirst().run();
    }
}
