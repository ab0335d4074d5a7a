@NullMarked
package io.promsh.console.jline;

import org.jspecify.annotations.NullMarked;
