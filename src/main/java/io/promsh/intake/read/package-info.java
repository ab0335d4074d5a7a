/** Readers of samples in files: text formats become series and samples, and every bad line is named. */
@NullMarked
package io.promsh.intake.read;

import org.jspecify.annotations.NullMarked;
