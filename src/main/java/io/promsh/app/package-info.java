/** Wiring only: the process entry point, one application context, the Spring Shell bridge. */
@NullMarked
package io.promsh.app;

import org.jspecify.annotations.NullMarked;
