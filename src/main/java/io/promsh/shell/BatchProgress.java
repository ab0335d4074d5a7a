package io.promsh.shell;

import io.promsh.command.Session;
import io.promsh.config.Setting;
import java.util.function.BooleanSupplier;

/** What came of the lines of a batch so far. */
final class BatchProgress {
    private final Session session;
    private final BooleanSupplier leaving;
    private int firstFailure;
    private boolean stopped;

    BatchProgress(Session session, BooleanSupplier leaving) {
        this.session = session;
        this.leaving = leaving;
    }

    void ran(Outcome outcome) {
        if (!outcome.isDone() && firstFailure == 0) {
            firstFailure = outcome.exitCode();
        }
        boolean failureStops = !outcome.isDone()
                && (outcome.isInterrupted() || !session.settings().isOn(Setting.KEEP_GOING));
        stopped = stopped || failureStops || outcome.outputClosed();
    }

    boolean isOver() {
        return stopped || leaving.getAsBoolean();
    }

    int exitCode() {
        return firstFailure;
    }
}
