/** Display width, padding, styled spans, escaping of untrusted text, human numbers. */
@NullMarked
package io.promsh.text;

import org.jspecify.annotations.NullMarked;
