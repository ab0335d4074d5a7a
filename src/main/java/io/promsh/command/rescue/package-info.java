/** Rescue: data that seems gone and is not. */
@NullMarked
package io.promsh.command.rescue;

import org.jspecify.annotations.NullMarked;
