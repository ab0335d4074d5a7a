/** Backups of volumes: making, checking, restoring, remembering and forgetting them. */
@NullMarked
package io.promsh.volume.backup;

import org.jspecify.annotations.NullMarked;
