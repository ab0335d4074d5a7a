/** Files as trees whose every node knows its file and line: YAML 1.2, JSON and plain lines. */
@NullMarked
package io.promsh.audit.source;

import org.jspecify.annotations.NullMarked;
