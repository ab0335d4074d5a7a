/** The commands of the noun discover. */
@NullMarked
package io.promsh.command.discover;

import org.jspecify.annotations.NullMarked;
