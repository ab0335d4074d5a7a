/** Compose itself, run as a program, and its project file changed by lines. */
@NullMarked
package io.promsh.volume.compose;

import org.jspecify.annotations.NullMarked;
