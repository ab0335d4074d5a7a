package io.promsh.volume.plan;

/**
 * A step of a plan. All its words are shown before anything is done, and the last two again when it fails.
 *
 * @param name one or two words, unique in its plan: {@code copy}
 * @param act what is done, as a sentence without a final full stop
 * @param check how it is judged
 * @param state what state things are in when this step fails
 * @param back how to go back from there, as something to type where that is possible; empty when nothing has to be undone
 */
public record Step(String name, String act, String check, String state, String back) {}
