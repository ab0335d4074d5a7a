/** What a Grafana dashboard uses, and which of it has data. */
@NullMarked
package io.promsh.command.dashboard;

import org.jspecify.annotations.NullMarked;
