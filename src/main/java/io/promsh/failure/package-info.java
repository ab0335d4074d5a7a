/** The few ways to fail: a message, a hint and an exit code. */
@NullMarked
package io.promsh.failure;

import org.jspecify.annotations.NullMarked;
