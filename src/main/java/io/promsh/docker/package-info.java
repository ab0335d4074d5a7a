/** Port to a Docker engine: containers, volumes, mounts, Compose projects, archives. */
@NullMarked
package io.promsh.docker;

import org.jspecify.annotations.NullMarked;
