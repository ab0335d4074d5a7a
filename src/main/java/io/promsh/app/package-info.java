/** The process entry point, the wiring by plain constructor calls, the Spring Shell bridge. */
@NullMarked
package io.promsh.app;

import org.jspecify.annotations.NullMarked;
