/** Machine-readable forms of results, a class a format, each written piece by piece. */
@NullMarked
package io.promsh.output;

import org.jspecify.annotations.NullMarked;
