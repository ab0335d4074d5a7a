/** A day of the incident's metrics, made anew at every start: the story, the numbers, their text form. */
@NullMarked
package io.promsh.demo;

import org.jspecify.annotations.NullMarked;
