/** {@code recover}: a lost window brought back, guided or by flags. */
@NullMarked
package io.promsh.command.recover;

import org.jspecify.annotations.NullMarked;
