package io.promsh.shell;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.config.Settings;
import java.util.Optional;

/**
 * A line that was understood.
 *
 * @param settings the session's with the options of the line on top
 * @param pipe the system command behind the bar
 */
public record ParsedLine(Command command, Arguments arguments, Settings settings, Optional<String> pipe) {}
