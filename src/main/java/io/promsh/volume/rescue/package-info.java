/** Rescue: data moved out of a container before anything recreates it, orphaned data found, and brought back. */
@NullMarked
package io.promsh.volume.rescue;

import org.jspecify.annotations.NullMarked;
