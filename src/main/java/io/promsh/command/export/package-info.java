/** Exports of stored samples and their verification. */
@NullMarked
package io.promsh.command.export;

import org.jspecify.annotations.NullMarked;
