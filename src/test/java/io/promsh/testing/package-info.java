/** What tests share: golden files. */
@NullMarked
package io.promsh.testing;

import org.jspecify.annotations.NullMarked;
