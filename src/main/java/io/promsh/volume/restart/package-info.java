/** The safe restart: what holds state is known before, and that nothing is lost is shown after. */
@NullMarked
package io.promsh.volume.restart;

import org.jspecify.annotations.NullMarked;
