/** The form of a backup: a tar.gz that plain tools open, with a list of checksums and a manifest at its end. */
@NullMarked
package io.promsh.volume.archive;

import org.jspecify.annotations.NullMarked;
