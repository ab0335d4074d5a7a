package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.SampleKind;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts what a long read has brought so far, and tells who looks. Guarded by the read that it belongs to. */
final class Tally {
    private static final long ENOUGH = 100_000;

    private final Progress progress;
    private final double whole;
    private final boolean wasAnswered;
    private final long began = System.nanoTime();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> infos = new LinkedHashSet<>();
    private double read;
    private long samples;
    private long fresh;
    private long bytes;
    private int parts;
    private boolean partial;
    private boolean resampled;

    /**
     * A count from zero.
     *
     * @param whole the weight of all parts, in milliseconds of a selection
     * @param wasAnswered whether the target has answered whoever reads before
     */
    Tally(Progress progress, double whole, boolean wasAnswered) {
        this.progress = progress;
        this.whole = whole;
        this.wasAnswered = wasAnswered;
    }

    /** Counts what was there before the read began. */
    void before(double weight, long samplesBefore) {
        read += weight;
        samples += samplesBefore;
    }

    /** Takes what was said beside what was there before the read began. */
    void before(Remarks remarks) {
        warnings.addAll(remarks.warnings());
        infos.addAll(remarks.infos());
        partial |= remarks.isPartial();
    }

    void part(RawAnswer answer, long samplesOfPart, double weight) {
        warnings.addAll(answer.warnings());
        infos.addAll(answer.infos());
        partial |= answer.partial();
        resampled |= answer.kind() == SampleKind.RESAMPLED;
        read += weight;
        samples += samplesOfPart;
        fresh += samplesOfPart;
        bytes += answer.bytes();
        parts++;
        progress.advanced(Math.min(1, read / whole), samples, bytes);
    }

    /** Adds a remark of our own. */
    void note(String remark) {
        infos.add(remark);
    }

    void waiting(Failure failure) {
        progress.waiting(failure.message());
    }

    void ended() {
        progress.ended();
    }

    /** Returns whether some samples came thinned or moved. */
    boolean isResampled() {
        return resampled;
    }

    /** Returns whether the target is known to answer. */
    boolean isAnswered() {
        return wasAnswered || parts > 0;
    }

    /** Returns the samples a second since the beginning, or 0 where too few came to say: a short read measures the way there. */
    long speed() {
        long millis = Math.max(1, (System.nanoTime() - began) / 1_000_000);
        return fresh < ENOUGH ? 0 : fresh * 1000 / millis;
    }

    FetchReport report(RawMethod method) {
        return new FetchReport(
                method,
                samples,
                bytes,
                parts,
                List.copyOf(warnings),
                List.copyOf(infos),
                partial,
                Duration.ofNanos(System.nanoTime() - began));
    }
}
