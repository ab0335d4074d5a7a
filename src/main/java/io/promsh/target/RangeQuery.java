package io.promsh.target;

import java.time.Duration;
import java.time.Instant;

/** A range query: evaluated at {@code start}, {@code start + step} ... up to and including {@code end}. */
public record RangeQuery(String expression, Instant start, Instant end, Duration step, Duration timeout) {}
