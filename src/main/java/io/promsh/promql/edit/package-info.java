/**
 * What the shell's editing of PromQL stands on: an error-tolerant tree of the text, what can stand at the cursor,
 * diagnostics, highlighting, matching brackets and marks under errors.
 *
 * <p>All positions are UTF-16 offsets into the text as {@link java.lang.String} counts them. Nothing here throws on any
 * text or position, and everything is linear in the length of the text.
 */
@NullMarked
package io.promsh.promql.edit;

import org.jspecify.annotations.NullMarked;
