/** Port: what a metrics target can be asked. */
@NullMarked
package io.promsh.target;

import org.jspecify.annotations.NullMarked;
