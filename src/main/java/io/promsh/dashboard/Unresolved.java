package io.promsh.dashboard;

/**
 * Something of a dashboard that stays unknown, so that its metrics may be missing from every list.
 *
 * @param text the expression or the name of what is missing; may be empty
 * @param reason why, a phrase without a full stop
 */
public record Unresolved(Place place, String text, String reason) {}
