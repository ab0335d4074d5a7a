package io.promsh.demo;

import io.promsh.model.Labels;

/** One sample of one series at one slot. */
public record Reading(Labels labels, long slot, double value) {}
