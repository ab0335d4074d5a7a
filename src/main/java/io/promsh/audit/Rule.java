package io.promsh.audit;

/**
 * A rule: its row of the catalogue and how it looks.
 *
 * @param <F> the facts that it looks at
 */
public record Rule<F>(String id, Check<F> check) {
    /** How a rule looks. */
    @FunctionalInterface
    public interface Check<F> {
        /** Looks at the facts and tells what it finds. Only called when the truths that it needs are there. */
        void check(F facts, Judgement out);
    }
}
