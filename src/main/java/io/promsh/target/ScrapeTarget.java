package io.promsh.target;

import io.promsh.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A scrape target as the server reports it; {@code health} is up, down or unknown. */
public record ScrapeTarget(
        Labels labels,
        String pool,
        String url,
        String health,
        String lastError,
        Optional<Instant> lastScrape,
        Duration lastScrapeDuration,
        String scrapeInterval) {}
