package io.promsh.tsdb;

import io.promsh.failure.Failure;

/** Says that stored bytes are not what they should be. */
final class Damage {
    private Damage() {}

    /** A failure for {@code file}, named as the user would look for it, with what is wrong in it. */
    static Failure in(String file, String what) {
        return Failure.failed(file + " is damaged: " + what, "see which blocks are whole: tsdb list DIR");
    }
}
