package io.promsh.volume.plan;

/** Is told how a plan goes on. */
public interface PlanWatcher {
    /** A step begins. */
    void began(int position, int of, Step step);

    /** Something to show while a step runs, replaced by the next: how far a log replay is. */
    void progressed(String text);

    /** A step is done; {@code result} says in a few words what came of it. */
    void ended(int position, int of, Step step, String result);

    /** A watcher that looks away. */
    PlanWatcher NONE = new PlanWatcher() {
        @Override
        public void began(int position, int of, Step step) {}

        @Override
        public void progressed(String text) {}

        @Override
        public void ended(int position, int of, Step step, String result) {}
    };
}
