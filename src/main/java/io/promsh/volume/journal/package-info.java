/** What is under way, on disk before it is done, so that a run that was killed can be put right by the next. */
@NullMarked
package io.promsh.volume.journal;

import org.jspecify.annotations.NullMarked;
