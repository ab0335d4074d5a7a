/** What is there of what should be: coverage, gaps, intervals, one target against another. */
@NullMarked
package io.promsh.command.coverage;

import org.jspecify.annotations.NullMarked;
