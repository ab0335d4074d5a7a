/** The blocks of a Prometheus data directory on disk: read, write, check; its log and head read-only. */
@NullMarked
package io.promsh.tsdb;

import org.jspecify.annotations.NullMarked;
