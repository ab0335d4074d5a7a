/** The commands of the noun query. */
@NullMarked
package io.promsh.command.query;

import org.jspecify.annotations.NullMarked;
