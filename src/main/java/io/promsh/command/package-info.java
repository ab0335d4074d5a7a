/** What a command is: its declaration, its arguments, the session it runs in. */
@NullMarked
package io.promsh.command;

import org.jspecify.annotations.NullMarked;
