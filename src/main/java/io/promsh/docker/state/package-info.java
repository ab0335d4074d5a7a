/** Which services keep state, at which paths, and how that looks from outside. */
@NullMarked
package io.promsh.docker.state;

import org.jspecify.annotations.NullMarked;
