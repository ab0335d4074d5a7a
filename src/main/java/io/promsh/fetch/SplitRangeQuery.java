package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.target.CutAnswer;
import io.promsh.target.MetricsTarget;
import io.promsh.target.QueryLimit;
import io.promsh.target.RangeQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A range query of any length: split where it exceeds what the server answers at once, asked in parallel, joined in order. Limits
 * met on the way make the parts smaller. The first failure that smaller parts cannot help ends the rest.
 */
public final class SplitRangeQuery {
    private static final Duration NO_LENGTH_LIMIT = Duration.ofDays(365_000);

    private final MetricsTarget target;
    private final Executor executor;
    private final int parallel;
    private final Bounds bounds;
    private final Progress progress;

    /**
     * Makes the reader.
     *
     * @param executor runs all but one of the parallel requests; the calling thread works too
     * @param parallel requests at a time, 1 or more; 2 to 4 suits most servers
     */
    public SplitRangeQuery(MetricsTarget target, Executor executor, int parallel, Bounds bounds, Progress progress) {
        this.target = target;
        this.executor = executor;
        this.parallel = Math.max(1, parallel);
        this.bounds = bounds;
        this.progress = progress;
    }

    /** Asks and joins. Throws what the target throws, and a usage failure for an expression that cannot be split. */
    public QueryAnswer run(RangeQuery query) {
        try {
            return read(query);
        } finally {
            progress.ended();
        }
    }

    private QueryAnswer read(RangeQuery query) {
        if (RangeSplitter.points(query) <= StepChoice.SERVER_POINTS) {
            try {
                QueryAnswer answer = target.rangeQuery(query);
                progress.advanced(1, answer.result().sampleCount());
                return answer;
            } catch (Failure failure) {
                if (!TooMuch.isSaidBy(failure) || RangeSplitter.points(query) <= 1) {
                    throw failure;
                }
                Work work = new Work(WindowWords.pinned(query));
                work.learn(failure, query);
                return work.run();
            }
        }
        return new Work(WindowWords.pinned(query)).run();
    }

    /** One query while it is being asked; the fields are guarded by the instance. */
    private final class Work {
        private final RangeQuery whole;
        private final NavigableMap<Instant, RangeQuery> open = new TreeMap<>();
        private final NavigableMap<Instant, QueryAnswer> done = new TreeMap<>();
        private final long began = System.nanoTime();
        private long maxPoints = StepChoice.SERVER_POINTS;
        private Duration maxLength = NO_LENGTH_LIMIT;
        private long donePoints;
        private long doneSamples;
        private int running;
        private @Nullable Throwable failed;

        Work(RangeQuery whole) {
            this.whole = whole;
            open.put(whole.start(), whole);
        }

        QueryAnswer run() {
            for (int i = 1; i < parallel; i++) {
                executor.execute(this::work);
            }
            work();
            synchronized (this) {
                boolean interrupted = false;
                while (running > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        stop(Failure.interrupted());
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                rethrow();
                return join();
            }
        }

        private void rethrow() {
            Throwable problem = failed;
            if (problem instanceof Error error) {
                throw error;
            }
            if (problem instanceof RuntimeException exception) {
                throw exception;
            }
        }

        private QueryAnswer join() {
            SeriesJoin join = new SeriesJoin();
            // A full memory leaves out the end and never the middle.
            (open.isEmpty() ? done : done.headMap(open.firstKey(), false))
                    .values()
                    .forEach(join::add);
            done.clear();
            if (!open.isEmpty()) {
                join.incomplete(CutAnswer.warning(
                        join.samples() + " samples", "ask for fewer series, a shorter window or a larger step"));
            }
            return join.toAnswer(SampleKind.EVALUATED, Duration.ofNanos(System.nanoTime() - began));
        }

        private void work() {
            for (RangeQuery part = next(); part != null; part = next()) {
                try {
                    QueryAnswer answer = target.rangeQuery(part);
                    finished(part, answer);
                } catch (Failure failure) {
                    failed(part, failure);
                } catch (RuntimeException | Error e) {
                    ended();
                    stop(e);
                }
            }
        }

        private synchronized @Nullable RangeQuery next() {
            while (failed == null && open.isEmpty() && running > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    stop(Failure.interrupted());
                }
            }
            if (failed != null || open.isEmpty() || doneSamples >= bounds.samples()) {
                return null;
            }
            RangeQuery first = open.remove(open.firstKey());
            List<RangeQuery> parts = RangeSplitter.split(first, maxPoints, maxLength);
            for (RangeQuery part : parts) {
                open.put(part.start(), part);
            }
            running++;
            return open.remove(first.start());
        }

        private synchronized void finished(RangeQuery part, QueryAnswer answer) {
            ended();
            if (CutAnswer.isCut(answer) && RangeSplitter.points(part) > 1) {
                halve(part);
                return;
            }
            done.put(part.start(), answer);
            donePoints += RangeSplitter.points(part);
            doneSamples += answer.result().sampleCount();
            progress.advanced((double) donePoints / RangeSplitter.points(whole), doneSamples);
        }

        private synchronized void failed(RangeQuery part, Failure failure) {
            ended();
            if (failed != null) {
                return;
            }
            if (!TooMuch.isSaidBy(failure) || RangeSplitter.points(part) <= 1) {
                stop(failure);
                return;
            }
            learn(failure, part);
            open.put(part.start(), part);
        }

        private synchronized void ended() {
            running--;
            notifyAll();
        }

        /** Makes the next parts smaller: to the limit that the failure names, else to half of what failed. */
        synchronized void learn(Failure failure, RangeQuery part) {
            long points = RangeSplitter.points(part);
            Duration length = Duration.between(part.start(), part.end());
            long named = TooMuch.limit(failure, QueryLimit.Kind.POINTS).orElse(0L);
            long millis = TooMuch.limit(failure, QueryLimit.Kind.TIME_RANGE).orElse(0L);
            if (named > 0 && named < points) {
                maxPoints = Math.min(maxPoints, named);
            } else if (millis > 0 && millis < length.toMillis()) {
                maxLength = Duration.ofMillis(Math.min(maxLength.toMillis(), millis));
            } else {
                maxPoints = Math.min(maxPoints, Math.max(1, points / 2));
            }
        }

        private void halve(RangeQuery part) {
            maxPoints = Math.min(maxPoints, Math.max(1, RangeSplitter.points(part) / 2));
            open.put(part.start(), part);
        }

        private synchronized void stop(Throwable problem) {
            if (failed == null) {
                failed = problem;
            }
            notifyAll();
            if (running > 0) {
                target.cancel();
            }
        }
    }
}
