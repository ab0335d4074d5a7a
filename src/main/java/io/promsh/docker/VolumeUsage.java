package io.promsh.docker;

/**
 * What the engine measures of a volume.
 *
 * @param sizeBytes the sum of its files; -1 when its driver does not tell
 * @param users containers that mount it, in whatever state; -1 when unknown
 */
public record VolumeUsage(long sizeBytes, long users) {}
