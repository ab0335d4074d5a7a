package io.promsh.target;

import java.time.Duration;
import java.util.Map;

/**
 * What of a server's configuration matters for stored samples.
 *
 * @param scrapeInterval the global one
 * @param jobIntervals those of jobs that have one of their own, by job name
 * @param externalLabels what the server adds to what it sends elsewhere
 * @param outOfOrder how far back the server takes samples that come late; zero where it takes none
 */
public record ServerConfiguration(
        Duration scrapeInterval,
        Map<String, Duration> jobIntervals,
        Map<String, String> externalLabels,
        Duration outOfOrder) {
    public ServerConfiguration {
        jobIntervals = Map.copyOf(jobIntervals);
        externalLabels = Map.copyOf(externalLabels);
    }

    /** Returns the interval of a job; a job that is unknown has the global one. */
    public Duration intervalOf(String job) {
        return jobIntervals.getOrDefault(job, scrapeInterval);
    }
}
