/** Adapters of the console: plain streams for batches and pipes, JLine for the interactive shell. */
@NullMarked
package io.promsh.console.jline;

import org.jspecify.annotations.NullMarked;
