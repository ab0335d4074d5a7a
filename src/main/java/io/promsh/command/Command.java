package io.promsh.command;

/** A command: its declaration and what it does. */
public interface Command {
    /** Returns the declaration; the same at every call. */
    CommandSpec spec();

    /** Does it. Throws {@link io.promsh.failure.Failure} when it does not work out. */
    void run(Arguments arguments, CommandContext context);
}
