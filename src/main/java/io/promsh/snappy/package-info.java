/** Snappy's block format, which the log of a server, remote read and remote write are packed in. */
@NullMarked
package io.promsh.snappy;

import org.jspecify.annotations.NullMarked;
