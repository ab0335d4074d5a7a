package io.promsh.volume.backup;

import io.promsh.target.MetricsTarget;
import io.promsh.volume.server.PrometheusContainer;
import java.util.Optional;

/** Finds the target that the user has named for a Prometheus in a container: it knows a password and certificates. */
@FunctionalInterface
public interface NamedServers {
    /** None is named. */
    NamedServers NONE = server -> Optional.empty();

    /** Returns it; empty where there is none. */
    Optional<MetricsTarget> of(PrometheusContainer server);
}
