package io.promsh.volume.gate;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges what may be done to containers by what they mount now. A project's file counts for nothing here: a named volume in
 * the file is not yet one in the container, and that is how the second loss came about.
 */
public final class Gate {
    private Gate() {}

    /** Returns what {@code act} would lose of this state; empty when it may be done. */
    public static List<Danger> dangers(Act act, List<StatePath> state) {
        List<Danger> dangers = new ArrayList<>();
        for (StatePath path : state) {
            if (act.loses(path.storage())) {
                dangers.add(new Danger(path, act));
            }
        }
        return dangers;
    }

    /** Throws the REFUSED failure when {@code act}, typed as {@code typed}, would lose state. */
    public static void pass(Act act, String typed, List<StatePath> state) {
        List<Danger> dangers = dangers(act, state);
        if (dangers.isEmpty()) {
            return;
        }
        throw Failure.of(FailureKind.REFUSED, typed + " would lose data", hint(act, dangers))
                .withDetail(dangers.stream().map(Danger::sentence).toList());
    }

    private static String hint(Act act, List<Danger> dangers) {
        if (act == Act.DESTROY) {
            return "promsh never does this; volume backup NAME first, then type it outside of promsh";
        }
        boolean onlyMemory = dangers.stream().allMatch(danger -> danger.state().storage() == Storage.MEMORY);
        if (onlyMemory) {
            return "put it on a named volume in the Compose file first: memory cannot be rescued in place";
        }
        List<String> remedies = dangers.stream()
                .filter(danger -> danger.state().storage() != Storage.MEMORY)
                .map(Danger::remedy)
                .distinct()
                .toList();
        return "first type: " + String.join("; then: ", remedies);
    }
}
