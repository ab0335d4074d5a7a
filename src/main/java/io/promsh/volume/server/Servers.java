package io.promsh.volume.server;

import io.promsh.target.MetricsTarget;

/** Finds the way to ask a Prometheus in a container. */
@FunctionalInterface
public interface Servers {
    /** Returns the target. Throws a failure that says how to name one where there is no way. */
    MetricsTarget of(PrometheusContainer server);
}
