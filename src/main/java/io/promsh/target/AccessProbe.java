package io.promsh.target;

import java.util.List;

/** Port of {@code session diagnose}: tries each way into a target and says what the answer means. */
public interface AccessProbe {
    /** Tries each way in turn; never throws for a way that fails. */
    List<Finding> diagnose();

    /** How a step ended. */
    enum Outcome {
        OK,
        NOTE,
        FAILED
    }

    /**
     * One step.
     *
     * @param step what was tried, for example {@code GET /api/v1/status/buildinfo}
     * @param result what came back, in a few words, secrets masked
     * @param meaning what it means, one sentence, or empty
     * @param next what to type or change next, or empty
     */
    record Finding(Outcome outcome, String step, String result, String meaning, String next) {}
}
