/** What holds state: services known to keep data, where they keep it, on what it lies, and how lost data is recognised. */
@NullMarked
package io.promsh.volume.state;

import org.jspecify.annotations.NullMarked;
