package io.promsh.audit;

import io.promsh.audit.source.Place;
import java.util.Optional;

/**
 * What a finding rests on.
 *
 * @param place where it is written, or empty when it is not in a file
 * @param thing what it is that shows it when it is no file: {@code container traffic-monitor_prometheus_1}
 * @param says what is seen there; never a secret
 */
public record Evidence(Optional<Place> place, String thing, String says) {
    /** Something written in a file. */
    public static Evidence at(Place place, String says) {
        return new Evidence(Optional.of(place), "", says);
    }

    /** Something seen in the engine or the server. */
    public static Evidence of(String thing, String says) {
        return new Evidence(Optional.empty(), thing, says);
    }
}
