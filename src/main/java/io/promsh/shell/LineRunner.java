package io.promsh.shell;

import io.promsh.command.CommandContext;

/** Runs the command of a parsed line; a seam for the framework that the program is wired with. */
public interface LineRunner {
    /** Calls the command. */
    LineRunner DIRECT = (line, context) -> line.command().run(line.arguments(), context);

    /** Runs it. What the command throws leaves as it was thrown. */
    void run(ParsedLine line, CommandContext context);
}
