package io.promsh.audit.live;

import java.time.Instant;
import java.util.Optional;

/**
 * A volume that no container mounts, and that holds a service's data.
 *
 * @param service the kind of service whose data it is
 * @param start of its samples, where it has some that can be counted
 * @param end of its samples, else when it was last changed
 * @param bytes -1 when unknown
 */
public record Orphan(String volume, String service, Optional<Instant> start, Optional<Instant> end, long bytes) {}
