/** The commands about volumes and their backups. */
@NullMarked
package io.promsh.command.volume;

import org.jspecify.annotations.NullMarked;
