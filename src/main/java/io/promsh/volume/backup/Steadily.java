package io.promsh.volume.backup;

/** Does what must be done though the user has given the line up: an interrupt waits until it is over. */
final class Steadily {
    private Steadily() {}

    static void run(Runnable action) {
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
