/** The gate: what may be done to a project without losing what its containers hold. */
@NullMarked
package io.promsh.volume.gate;

import org.jspecify.annotations.NullMarked;
