package io.promsh.completion;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Requests that run in the background. The same question is never asked twice at a time; of the questions that wait, the newest
 * goes first and the oldest are dropped, because whoever asked them has typed on. What fails is not asked again for a while that
 * doubles with each failure.
 */
final class BackgroundFetches {
    private static final int MOST_RUNNING = 2;
    private static final int MOST_WAITING = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEMBERED = 500;
    /** The key of a trouble that every request would meet: the target does not answer, or not us. */
    private static final String EVERYTHING = "";

    private final Executor executor;
    private final InstantSource clock;
    private final Map<String, Runnable> jobs = new HashMap<>();
    private final Map<String, Trouble> troubles = new HashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;
    private String problem = "";

    private record Trouble(int times, Instant notBefore) {}

    BackgroundFetches(Executor executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /** Has {@code job} done unless it runs, waits or failed a short while ago. Returns whether it runs or waits now. */
    synchronized boolean request(String key, Runnable job) {
        if (closed) {
            return false;
        }
        if (jobs.containsKey(key)) {
            if (waiting.remove(key)) {
                waiting.addFirst(key);
            }
            return true;
        }
        if (mustWait(key) || mustWait(EVERYTHING)) {
            return false;
        }
        jobs.put(key, job);
        waiting.addFirst(key);
        if (waiting.size() > MOST_WAITING) {
            jobs.remove(waiting.removeLast());
        }
        startWhatFits();
        return jobs.containsKey(key);
    }

    private boolean mustWait(String key) {
        Trouble trouble = troubles.get(key);
        return trouble != null && clock.instant().isBefore(trouble.notBefore());
    }

    synchronized boolean isActive(String key) {
        return jobs.containsKey(key);
    }

    synchronized boolean isBusy() {
        return !jobs.isEmpty();
    }

    /** Returns why the last request did not work out, or an empty text when it did. */
    synchronized String problem() {
        return problem;
    }

    /** Forgets failures, so that everything is asked again at once. */
    synchronized void forgive() {
        troubles.clear();
        problem = "";
    }

    /** Drops what waits; nothing is begun any more. */
    synchronized void close() {
        closed = true;
        waiting.forEach(jobs::remove);
        waiting.clear();
    }

    private void startWhatFits() {
        while (running < MOST_RUNNING && !waiting.isEmpty()) {
            String key = waiting.removeFirst();
            Runnable job = jobs.get(key);
            if (job == null) {
                continue;
            }
            running++;
            try {
                executor.execute(() -> run(key, job));
            } catch (RejectedExecutionException e) {
                // The session ends: nobody will look at the answer.
                running--;
                jobs.remove(key);
            }
        }
    }

    private void run(String key, Runnable job) {
        try {
            job.run();
            succeeded(key);
        } catch (Failure e) {
            // Ctrl-C during a query may end every call to the target, this one too: that is no reason to wait.
            if (e.kind() != FailureKind.INTERRUPTED) {
                boolean alike = e.kind() == FailureKind.UNREACHABLE || e.kind() == FailureKind.DENIED;
                failed(alike ? EVERYTHING : key, e.message());
            }
        } catch (RuntimeException e) {
            failed(key, e.toString());
        } finally {
            ended(key);
        }
    }

    private synchronized void succeeded(String key) {
        troubles.remove(key);
        troubles.remove(EVERYTHING);
        problem = "";
    }

    private synchronized void failed(String key, String message) {
        Trouble before = troubles.get(key);
        int times = before == null ? 1 : before.times() + 1;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, times - 1));
        troubles.put(key, new Trouble(times, clock.instant().plus(pause)));
        problem = message;
        if (troubles.size() > MOST_REMEMBERED) {
            dropOldTroubles();
        }
    }

    private void dropOldTroubles() {
        Instant now = clock.instant();
        Iterator<Trouble> each = troubles.values().iterator();
        while (each.hasNext()) {
            if (each.next().notBefore().isBefore(now)) {
                each.remove();
            }
        }
    }

    private synchronized void ended(String key) {
        jobs.remove(key);
        running--;
        startWhatFits();
    }
}
