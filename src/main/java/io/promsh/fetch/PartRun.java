package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.Series;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import io.promsh.target.RawQuery;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One long read while it runs. Several threads ask, as many as the target bears; the calling thread delivers what they bring, in
 * the order of lanes and parts. The fields are guarded by the instance.
 */
final class PartRun {
    private static final String OTHER_WAY =
            "native histograms were read by range selector, without the stale markers of these parts";

    private final MetricsTarget target;
    private final List<Lane> lanes;
    private final FetchOptions options;
    private final PartKeeper keeper;
    private final Tally tally;
    private final Setbacks setbacks;
    private final Throttle throttle;
    private final int lookAhead;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "promsh-fetch");
        thread.setDaemon(true);
        return thread;
    });
    private RawMethod method;
    private int workers;
    private int running;
    private long quietUntilNanos = System.nanoTime();
    private boolean over;
    private @Nullable Throwable failed;

    PartRun(
            MetricsTarget target,
            List<Lane> lanes,
            RawMethod method,
            FetchOptions options,
            PartKeeper keeper,
            Tally tally) {
        this.target = target;
        this.lanes = lanes;
        this.method = method;
        this.options = options;
        this.keeper = keeper;
        this.tally = tally;
        this.setbacks = new Setbacks(target, options);
        int start = setbacks.learnt().width();
        this.throttle = new Throttle(start == 0 ? 2 : start);
        Bounds bounds = options.bounds();
        this.lookAhead = (int) Math.max(2, Math.min(Throttle.MOST, bounds.samples() / (3 * bounds.samplesAPart())));
    }

    /** Reads everything. Throws the first failure that nothing helps. */
    RawMethod run(SliceSink sink) {
        return run(sink, () -> false);
    }

    /** Reads until {@code isEnough}, which is asked after each part, or everything. */
    RawMethod run(SliceSink sink, BooleanSupplier isEnough) {
        try {
            synchronized (this) {
                hire();
            }
            deliver(sink, isEnough);
        } catch (RuntimeException | Error e) {
            stop(e);
        } finally {
            end();
        }
        rethrow();
        setbacks.keep(throttle.width(), method, tally.speed());
        return method;
    }

    private void deliver(SliceSink sink, BooleanSupplier isEnough) {
        for (Part part = nextDone(); part != null; part = nextDone()) {
            List<Series> content = part.content;
            part.content = List.of();
            content.forEach(sink::take);
            if (isEnough.getAsBoolean()) {
                leaveOff();
                return;
            }
        }
    }

    /** Ends what is still being asked; nobody wants it. */
    private synchronized void leaveOff() {
        over = true;
        if (running > 0) {
            target.cancel();
        }
    }

    /** Returns whether everything was delivered. */
    synchronized boolean isWhole() {
        lanes.removeIf(Lane::isOver);
        return lanes.isEmpty();
    }

    private synchronized @Nullable Part nextDone() {
        while (failed == null) {
            lanes.removeIf(Lane::isOver);
            if (lanes.isEmpty()) {
                return null;
            }
            Part head = lanes.get(0).head();
            if (head != null && head.state == Part.State.DONE) {
                lanes.get(0).parts.remove(0);
                notifyAll();
                return head;
            }
            await(0);
        }
        return null;
    }

    /** Whoever calls looks again at what it waits for. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(Failure.interrupted());
        }
    }

    private void end() {
        synchronized (this) {
            over = true;
            notifyAll();
            boolean interrupted = false;
            while (running > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        executor.shutdown();
        tally.ended();
    }

    private synchronized void rethrow() {
        Throwable problem = failed;
        if (problem instanceof Error error) {
            throw error;
        }
        if (problem instanceof RuntimeException exception) {
            throw exception;
        }
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

    /** As many threads as questions are allowed, and find work: each that is woken in vain costs the others time. */
    private void hire() {
        while (workers < Math.min(throttle.width(), lookAhead + 1)) {
            workers++;
            executor.execute(this::work);
        }
    }

    private void work() {
        PartCollector.Columns room = new PartCollector.Columns();
        for (Part part = take(); part != null; part = take()) {
            try {
                ask(part, room);
            } catch (RuntimeException | Error e) {
                synchronized (this) {
                    running--;
                    stop(e);
                }
            }
        }
    }

    private synchronized @Nullable Part take() {
        while (failed == null && !over) {
            long now = System.nanoTime();
            if (running < throttle.width() && now >= quietUntilNanos) {
                Part part = ready(now);
                if (part != null) {
                    part.state = Part.State.RUNNING;
                    running++;
                    return part;
                }
            }
            // Whoever waits for a moment in time looks again soon enough; everybody else is woken.
            await(50);
        }
        workers--;
        return null;
    }

    private @Nullable Part ready(long now) {
        int busy = 0;
        for (Lane lane : lanes) {
            for (Part part : lane.parts) {
                busy += part.isHeld() ? 1 : 0;
            }
        }
        for (Lane lane : lanes) {
            Part part = lane.ready(now);
            if (part == null && !lane.isCut() && !lane.isUnmeasured()) {
                lane.cut();
                part = lane.ready(now);
            }
            // What is delivered next is always asked for, however much waits behind it.
            boolean isNext = lane == lanes.get(0) && part == lane.head();
            if (part != null && (busy < lookAhead || isNext)) {
                return part;
            }
        }
        return null;
    }

    private synchronized RawMethod method(Part part) {
        return part.method == null ? method : part.method;
    }

    private void ask(Part part, PartCollector.Columns room) {
        RawMethod by = method(part);
        long most = 2 * options.bounds().samplesAPart();
        PartCollector collector = new PartCollector(part.window, most, options.encodedHistograms(), room);
        try {
            RawQuery query =
                    new RawQuery(part.selection.text(), part.selection.matchers(), part.window, options.timeout(), by);
            RawAnswer answer = target.readRaw(query, collector);
            if (collector.isUnreadable()) {
                otherWay(part);
                return;
            }
            if (!answer.whole()) {
                tooLarge(part);
                return;
            }
            if (!answer.endKnown()) {
                new SampleCount(target, options.timeout()).confirm(part, collector.content());
            }
            keeper.said(answer);
            done(part, answer, keeper.keep(part, collector.content()));
        } catch (Failure failure) {
            refused(part, failure, by);
        }
    }

    private synchronized void done(Part part, RawAnswer answer, PartKeeper.Kept kept) {
        long samples = kept.samples();
        running--;
        part.content = kept.toDeliver();
        part.state = Part.State.DONE;
        Lane.of(part, lanes).measured(part, samples);
        throttle.succeeded();
        tally.part(answer, samples, part.weight);
        hire();
        notifyAll();
    }

    /** Native histograms come in chunks that only the query interface takes apart. */
    private void otherWay(Part part) {
        keeper.noted(OTHER_WAY);
        synchronized (this) {
            askAnew(part);
        }
    }

    private void askAnew(Part part) {
        running--;
        part.method = RawMethod.RANGE_SELECTOR;
        part.state = Part.State.OPEN;
        tally.note(OTHER_WAY);
        notifyAll();
    }

    private void tooLarge(Part part) {
        if (part.millis() > Setbacks.SHORT_MILLIS || !shard(part)) {
            synchronized (this) {
                halve(part);
            }
        }
    }

    /** Returns whether the part was divided by series; asks the target, so not under the lock. */
    private boolean shard(Part part) {
        List<Selection> shards = Shards.of(target, part.selection, part.window, 8, options.timeout());
        if (shards.isEmpty()) {
            return false;
        }
        String group = part.shard.isEmpty() ? PartNames.group(shards) : part.shard + "-" + PartNames.group(shards);
        keeper.sharded(part.root, shards, group);
        synchronized (this) {
            running--;
            Lane.of(part, lanes).shard(part, shards, group);
            notifyAll();
        }
        return true;
    }

    private void halve(Part part) {
        running--;
        if (part.millis() <= Lane.SHORTEST_MILLIS) {
            stop(Failure.failed(
                    "one second of " + part.selection.text() + " holds more samples than memory takes",
                    "narrow the selector, or give the program more memory"));
            return;
        }
        Lane lane = Lane.of(part, lanes);
        lane.shorten(part.millis() / 2);
        lane.split(part, (part.millis() + 1) / 2);
        notifyAll();
    }

    private void refused(Part part, Failure failure, RawMethod by) {
        Setbacks.Step step;
        synchronized (this) {
            if (over) {
                running--;
                notifyAll();
                return;
            }
            step = failed != null ? Setbacks.Step.END : setbacks.next(part, failure, by, tally.isAnswered());
        }
        if (step == Setbacks.Step.BY_SERIES && shard(part)) {
            return;
        }
        synchronized (this) {
            switch (step) {
                case AGAIN -> {
                    running--;
                    throttle.refused(running);
                    part.failures++;
                    part.notBeforeNanos = System.nanoTime()
                            + setbacks.pause(failure, part.failures).toNanos();
                    quietUntilNanos = Math.max(quietUntilNanos, setbacks.quietUntil(failure));
                    part.state = Part.State.OPEN;
                    tally.waiting(failure);
                    notifyAll();
                }
                case SHORTER -> {
                    throttle.refused(running - 1);
                    part.failures += setbacks.isTimeout(failure) ? 1 : 0;
                    shorter(part, failure);
                }
                case OTHER_WAY -> {
                    running--;
                    method = RawMethod.RANGE_SELECTOR;
                    part.state = Part.State.OPEN;
                    notifyAll();
                }
                case BY_SERIES, END -> {
                    running--;
                    stop(failure);
                }
            }
        }
    }

    private void shorter(Part part, Failure failure) {
        long named = setbacks.namedMillis(failure);
        if (named > 0 && named < part.millis()) {
            running--;
            lanes.forEach(lane -> lane.shorten(named));
            Lane.of(part, lanes).split(part, named);
            notifyAll();
            return;
        }
        halve(part);
    }
}
