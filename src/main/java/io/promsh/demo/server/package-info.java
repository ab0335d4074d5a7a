/** The demo's server: a private, throw-away Prometheus. An adapter: it starts processes. */
@NullMarked
package io.promsh.demo.server;

import org.jspecify.annotations.NullMarked;
