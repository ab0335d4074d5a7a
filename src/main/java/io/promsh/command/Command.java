package io.promsh.command;

/** A command: its declaration and what it does. */
public interface Command {
    /** Returns the declaration; the same at every call. */
    CommandSpec spec();

    /** Returns whether a line changes things, so that {@code --read-only} refuses it; what the declaration says, unless it depends. */
    default boolean changesThings(Arguments arguments) {
        return spec().changesThings();
    }

    /** Does it. Throws {@link io.promsh.failure.Failure} when it does not work out. */
    void run(Arguments arguments, CommandContext context);
}
