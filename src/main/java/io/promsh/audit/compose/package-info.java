/** Compose projects as their files describe them, every fact with its file and line: what the next {@code up} would do. */
@NullMarked
package io.promsh.audit.compose;

import org.jspecify.annotations.NullMarked;
