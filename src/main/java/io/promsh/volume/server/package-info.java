/** A Prometheus in a container: how it is asked, whether it is ready, and what it says of its storage. */
@NullMarked
package io.promsh.volume.server;

import org.jspecify.annotations.NullMarked;
