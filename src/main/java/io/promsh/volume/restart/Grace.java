package io.promsh.volume.restart;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.server.PrometheusContainer;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long a server is given to end by itself. The engine's usual 10 s kill a Prometheus that has much to write; a kill is
 * survived, but costs a repair of the log.
 */
public final class Grace {
    private static final Duration LEAST = Duration.ofSeconds(60);
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration UNKNOWN = Duration.ofMinutes(2);
    private static final long BYTES_A_SECOND = 20L << 20;
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private Grace() {}

    /** Returns the grace for a log of so many bytes; never less than what the project asks for. */
    public static Duration forLog(OptionalLong bytes, Duration asked) {
        Duration byLog = bytes.isPresent() ? LEAST.plusSeconds(bytes.getAsLong() / BYTES_A_SECOND) : UNKNOWN;
        Duration bounded = byLog.compareTo(MOST) > 0 ? MOST : byLog;
        return bounded.compareTo(asked) > 0 ? bounded : asked;
    }

    /** Returns how large a server's log is, in bytes; empty where its image has no program to tell. */
    public static OptionalLong logBytes(DockerEngine engine, PrometheusContainer server) {
        try {
            ExecResult result =
                    engine.exec(server.id(), java.util.List.of("du", "-sk", server.dataPath() + "/wal"), SILENCE);
            String kilobytes = result.out().strip().replaceFirst("\\s.*", "");
            return result.isGood() && kilobytes.matches("[0-9]{1,15}")
                    ? OptionalLong.of(Long.parseLong(kilobytes) * 1024)
                    : OptionalLong.empty();
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }
}
