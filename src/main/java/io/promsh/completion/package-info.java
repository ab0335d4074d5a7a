/** Candidates for a line and a cursor, at once, from caches that fill in the background. */
@NullMarked
package io.promsh.completion;

import org.jspecify.annotations.NullMarked;
