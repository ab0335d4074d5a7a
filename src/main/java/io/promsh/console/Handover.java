package io.promsh.console;

/** Lends the terminal to another program, a pager for example, and takes it back as it was. */
public interface Handover {
    /** Where there is no terminal to lend. */
    Handover NONE = task -> task.run();

    /** Runs {@code task} while the terminal belongs to another program. */
    void lendDuring(Runnable task);
}
