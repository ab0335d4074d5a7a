/** The commands of the noun explain. */
@NullMarked
package io.promsh.command.explain;

import org.jspecify.annotations.NullMarked;
