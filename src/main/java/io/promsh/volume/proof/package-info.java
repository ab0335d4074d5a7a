/** Proof that a server holds afterwards what it held before: fingerprints, fresh samples, gaps. */
@NullMarked
package io.promsh.volume.proof;

import org.jspecify.annotations.NullMarked;
