package io.promsh.command;

/**
 * An option of a command, typed as {@code --name VALUE} or {@code --name=VALUE}; without a placeholder it is a switch.
 * The session settings are options of every command and are not declared again.
 */
public record OptionSpec(String name, String placeholder, String summary, Completes completes) {
    /** An option without a value. */
    public static OptionSpec toggle(String name, String summary) {
        return new OptionSpec(name, "", summary, Completes.NOTHING);
    }

    /** Returns whether it takes no value. */
    public boolean isSwitch() {
        return placeholder.isEmpty();
    }
}
