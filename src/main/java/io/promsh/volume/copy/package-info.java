/** Folders copied between containers as archives, and the proof that the copy is the original. */
@NullMarked
package io.promsh.volume.copy;

import org.jspecify.annotations.NullMarked;
