@NullMarked
package io.promsh.shell;

import org.jspecify.annotations.NullMarked;
