package io.promsh.completion;

/**
 * An option of a command or a session setting, as completion needs it.
 *
 * @param name without the leading minus signs
 * @param placeholder of its value; empty for a switch
 * @param value what the value is completed with
 */
public record OptionWords(String name, String placeholder, String summary, Fills value) {
    boolean isSwitch() {
        return placeholder.isEmpty();
    }
}
