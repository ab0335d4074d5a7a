/** Adapter: a Prometheus data source asked through Grafana, as its dashboards do, over OkHttp. */
@NullMarked
package io.promsh.target.grafana;

import org.jspecify.annotations.NullMarked;
