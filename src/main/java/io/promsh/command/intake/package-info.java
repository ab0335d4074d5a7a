/** The command {@code import}. */
@NullMarked
package io.promsh.command.intake;

import org.jspecify.annotations.NullMarked;
