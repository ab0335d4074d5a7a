/** Exports: stored samples as files, a manifest of what they hold, and the verification of both. */
@NullMarked
package io.promsh.export;

import org.jspecify.annotations.NullMarked;
