/** {@code audit}: findings over files, containers and the server. */
@NullMarked
package io.promsh.command.audit;

import org.jspecify.annotations.NullMarked;
