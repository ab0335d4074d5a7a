package io.promsh.completion;

import java.time.Instant;
import java.util.Optional;

/**
 * How well a catalog knows its target.
 *
 * @param metrics number of metric names held
 * @param asOf when they were asked for, or empty when nothing is held
 * @param loading a request runs or waits
 * @param complete whether the target has no metric names beyond these
 * @param problem why the last request did not work out, one sentence, or empty
 */
public record CatalogStatus(int metrics, Optional<Instant> asOf, boolean loading, boolean complete, String problem) {}
