/** Port: where promsh writes and asks. */
@NullMarked
package io.promsh.console;

import org.jspecify.annotations.NullMarked;
