/** {@code completion}: the scripts that complete promsh's own command line in bash, zsh and fish. */
@NullMarked
package io.promsh.command.completion;

import org.jspecify.annotations.NullMarked;
