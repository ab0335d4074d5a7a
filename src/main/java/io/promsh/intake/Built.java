package io.promsh.intake;

import io.promsh.tsdb.BuildReport;

/** Blocks that are built and not yet in place, and what was read for them. */
public record Built(Reading reading, BuildReport report) {}
