/** The guard's checks, taken again and again: what they read, what changed, and how a node exporter is told. */
@NullMarked
package io.promsh.volume.watch;

import org.jspecify.annotations.NullMarked;
