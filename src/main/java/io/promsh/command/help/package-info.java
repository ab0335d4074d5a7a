/** The commands of the noun help. */
@NullMarked
package io.promsh.command.help;

import org.jspecify.annotations.NullMarked;
