/** Every read that is longer than one request: windows are split, limits learnt, parts joined without seams. */
@NullMarked
package io.promsh.fetch;

import org.jspecify.annotations.NullMarked;
