/** Expected against present samples: gaps, their causes, the measured interval; and one target against another. */
@NullMarked
package io.promsh.coverage;

import org.jspecify.annotations.NullMarked;
