package io.promsh.audit;

/**
 * A rule of which it is not known whether it applies.
 *
 * @param reason why, without a final full stop
 * @param isPart whether only a part of it could not be judged
 */
public record Unjudged(RuleText rule, String reason, boolean isPart) {}
