/** What commands that run a plan share: where they work, how a plan is shown, and how it goes on. */
@NullMarked
package io.promsh.command.steps;

import org.jspecify.annotations.NullMarked;
