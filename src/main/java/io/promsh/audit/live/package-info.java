/** What runs: a project's containers and volumes in the engine, and the Prometheus server. Only asked, never changed. */
@NullMarked
package io.promsh.audit.live;

import org.jspecify.annotations.NullMarked;
