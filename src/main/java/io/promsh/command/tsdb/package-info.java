/** {@code tsdb}: what a data directory, or a copy of one, holds, without a server. */
@NullMarked
package io.promsh.command.tsdb;

import org.jspecify.annotations.NullMarked;
