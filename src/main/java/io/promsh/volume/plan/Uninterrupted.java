package io.promsh.volume.plan;

/** Does what has to be done although the user has just interrupted: putting away, going back. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs an action with the thread's interruption set aside for as long as it takes. */
    public static void run(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
