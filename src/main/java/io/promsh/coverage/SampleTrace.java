package io.promsh.coverage;

import java.util.Arrays;

/**
 * When a series was sampled, kept as stretches of even spacing: a regular day is one stretch, however many samples it has. Distances
 * that differ by less than a twentieth belong to one stretch. Samples come in ascending time.
 */
final class SampleTrace {
    /** Per stretch: time of its first and last sample, number of distances, shortest and longest distance. */
    private long[] stretches = new long[10];

    private int count;
    private long samples;
    private long first;
    private long last;

    /** Adds the next sample. Throws where it does not follow the one before. */
    void add(long time) {
        if (samples == 0) {
            first = time;
        } else {
            if (time <= last) {
                throw new IllegalArgumentException("samples in ascending time");
            }
            distance(last, time, 1, time - last, time - last);
        }
        samples++;
        last = time;
    }

    /** Adds {@code number} samples, at least 1, the first at {@code from} and each the distance later: known by count, not seen. */
    void addEven(long from, long distance, long number) {
        add(from);
        if (number > 1) {
            long to = from + distance * (number - 1);
            distance(from, to, number - 1, distance, distance);
            samples += number - 1;
            last = to;
        }
    }

    private void distance(long from, long to, long number, long least, long most) {
        int at = 5 * (count - 1);
        if (count > 0) {
            long shortest = Math.min(stretches[at + 3], least);
            long longest = Math.max(stretches[at + 4], most);
            if ((longest - shortest) * 20 < shortest || longest == shortest) {
                stretches[at + 1] = to;
                stretches[at + 2] += number;
                stretches[at + 3] = shortest;
                stretches[at + 4] = longest;
                return;
            }
        }
        if (stretches.length < 5 * (count + 1)) {
            stretches = Arrays.copyOf(stretches, 2 * stretches.length);
        }
        at = 5 * count++;
        stretches[at] = from;
        stretches[at + 1] = to;
        stretches[at + 2] = number;
        stretches[at + 3] = least;
        stretches[at + 4] = most;
    }

    /** Returns the number of samples. */
    long samples() {
        return samples;
    }

    /** Returns the time of the first sample; of an empty trace it means nothing. */
    long first() {
        return first;
    }

    /** Returns the time of the last sample; of an empty trace it means nothing. */
    long last() {
        return last;
    }

    /** Returns the number of stretches. */
    int stretches() {
        return count;
    }

    /** Returns a stretch, 0 to {@link #stretches} - 1. */
    Stretch stretch(int number) {
        int at = 5 * number;
        return new Stretch(stretches[at], stretches[at + 1], stretches[at + 2], stretches[at + 3], stretches[at + 4]);
    }

    /**
     * Samples at even distances.
     *
     * @param from time of the first sample
     * @param to time of the last sample
     * @param distances how many distances lie between, at least 1
     */
    record Stretch(long from, long to, long distances, long shortest, long longest) {
        /** Returns the distance, on average. */
        long distance() {
            return Math.round((double) (to - from) / distances);
        }
    }
}
