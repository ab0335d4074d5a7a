/** The commands of the noun server. */
@NullMarked
package io.promsh.command.server;

import org.jspecify.annotations.NullMarked;
