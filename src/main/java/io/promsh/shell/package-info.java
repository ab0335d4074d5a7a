/** Line to command, registry, loop, batch, failure to exit code. */
@NullMarked
package io.promsh.shell;

import org.jspecify.annotations.NullMarked;
