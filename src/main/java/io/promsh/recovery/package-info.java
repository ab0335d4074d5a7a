/** A lost window brought back: measured, fetched, built into blocks, put in place and proven, each step in a journal. */
@NullMarked
package io.promsh.recovery;

import org.jspecify.annotations.NullMarked;
