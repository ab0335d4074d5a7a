/** Guarded commands: the safe restart, and what could lose data only through the gate. */
@NullMarked
package io.promsh.command.guard;

import org.jspecify.annotations.NullMarked;
