package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for containers, looking now and then. */
final class Waits {
    private static final long PAUSE_NANOS = 50_000_000;

    private Waits() {}

    /** Waits until a container has ended. Throws a failure with its last words when it ended badly. */
    static void forExit(DockerEngine engine, String container) {
        while (true) {
            Optional<ContainerDetail> now = engine.container(container);
            if (now.isEmpty()) {
                throw Failure.failed("container " + container + " is gone", "");
            }
            if (now.get().state().status().equals("exited")) {
                int code = now.get().state().exitCode();
                if (code != 0) {
                    throw Failure.failed("it ended with code " + code, "").withDetail(engine.logs(container, 3));
                }
                return;
            }
            pause();
        }
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
    }
}
