/** Prometheus's words as records: labels, samples, series, query results, time ranges. */
@NullMarked
package io.promsh.model;

import org.jspecify.annotations.NullMarked;
