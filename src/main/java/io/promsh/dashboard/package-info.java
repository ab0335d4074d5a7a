/** Grafana dashboards: their panels, variables and annotations, and the selectors that all of them use. */
@NullMarked
package io.promsh.dashboard;

import org.jspecify.annotations.NullMarked;
