/** The watchdog: the guard's checks on a schedule. */
@NullMarked
package io.promsh.command.watchdog;

import org.jspecify.annotations.NullMarked;
