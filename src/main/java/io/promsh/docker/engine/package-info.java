/** Adapter: the Docker Engine API over a unix socket, TCP with TLS, or ssh. */
@NullMarked
package io.promsh.docker.engine;

import org.jspecify.annotations.NullMarked;
