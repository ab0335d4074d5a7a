package io.promsh.volume.gate;

import io.promsh.volume.state.StatePath;

/** State that an act would lose. */
public record Danger(StatePath state, Act act) {
    /** Returns it as a sentence: {@code prometheus: /prometheus on anonymous volume 8abf60 is left behind ...}. */
    public String sentence() {
        return state.service() + ": " + state.path() + " on " + state.on() + " " + act.consequence(state.storage());
    }

    /** Returns what to type to be rid of it. */
    public String remedy() {
        return "rescue " + state.service();
    }
}
