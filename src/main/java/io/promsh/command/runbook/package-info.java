/** The commands of the noun runbook: scripts that ship with promsh. */
@NullMarked
package io.promsh.command.runbook;

import org.jspecify.annotations.NullMarked;
