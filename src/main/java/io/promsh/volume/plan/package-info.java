/** Plans of checked steps: what will be done, how each step is judged, and how to go back from it. */
@NullMarked
package io.promsh.volume.plan;

import org.jspecify.annotations.NullMarked;
