package io.promsh.fetch;

import io.promsh.target.RawMethod;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was learnt of a target while reading from it.
 *
 * @param longestMillis longest window that one question may have, or 0 where no limit was met
 * @param mostSamples samples that one question may load, or 0
 * @param width questions at a time that it bore, or 0
 * @param samplesASecond what each way brought
 * @param refused the ways that the target does not offer
 */
public record LearntLimits(
        long longestMillis, long mostSamples, int width, Map<RawMethod, Long> samplesASecond, Set<RawMethod> refused) {
    /** Nothing is known. */
    public static final LearntLimits NOTHING = new LearntLimits(0, 0, 0, Map.of(), Set.of());

    public LearntLimits {
        samplesASecond = Map.copyOf(samplesASecond);
        refused = Set.copyOf(refused);
    }

    LearntLimits withLongest(long millis) {
        long least = longestMillis == 0 ? millis : Math.min(longestMillis, millis);
        return new LearntLimits(least, mostSamples, width, samplesASecond, refused);
    }

    LearntLimits withMostSamples(long samples) {
        long least = mostSamples == 0 ? samples : Math.min(mostSamples, samples);
        return new LearntLimits(longestMillis, least, width, samplesASecond, refused);
    }

    LearntLimits withWidth(int newWidth) {
        return new LearntLimits(longestMillis, mostSamples, newWidth, samplesASecond, refused);
    }

    /** The new measure counts half, so that one bad minute is soon forgotten. */
    LearntLimits withSpeed(RawMethod method, long measured) {
        Map<RawMethod, Long> speeds = new EnumMap<>(RawMethod.class);
        speeds.putAll(samplesASecond);
        speeds.merge(method, measured, (before, now) -> (before + now) / 2);
        return new LearntLimits(longestMillis, mostSamples, width, speeds, refused);
    }

    LearntLimits withRefused(RawMethod method) {
        Set<RawMethod> all = new TreeSet<>(refused);
        all.add(method);
        return new LearntLimits(longestMillis, mostSamples, width, samplesASecond, all);
    }
}
