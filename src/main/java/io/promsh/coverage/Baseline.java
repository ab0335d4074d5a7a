package io.promsh.coverage;

import io.promsh.model.TimeRange;
import io.promsh.target.MetricsTarget;

/** A target and a window in which all series are known to have been there. */
public record Baseline(MetricsTarget target, TimeRange window) {}
