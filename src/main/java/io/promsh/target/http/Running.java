package io.promsh.target.http;

import io.promsh.failure.Failure;
import java.time.Duration;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** One question while it is being asked, with its retries; another thread may cancel it. */
final class Running {
    private boolean cancelled;
    private @Nullable Call call;

    /** Makes {@code next} the call that a cancellation ends. Throws INTERRUPTED when it came already. */
    synchronized void now(Call next) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
        call = next;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        Call running;
        synchronized (this) {
            cancelled = true;
            running = call;
            notifyAll();
        }
        if (running != null) {
            running.cancel();
        }
    }

    /** Waits before the next try. Throws INTERRUPTED when cancelled meanwhile. */
    synchronized void await(Pause pause, Duration duration) {
        try {
            if (!cancelled) {
                pause.await(this, duration);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
        if (cancelled) {
            throw Failure.interrupted();
        }
    }
}
