/** The commands of the noun session. */
@NullMarked
package io.promsh.command.session;

import org.jspecify.annotations.NullMarked;
