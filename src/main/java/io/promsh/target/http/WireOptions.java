package io.promsh.target.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the adapter needs besides the target's own settings.
 *
 * @param clock ours, to tell the server's skew
 * @param timeout for questions that name none
 * @param environment for the proxy variables; empty means none
 */
public record WireOptions(
        InstantSource clock,
        String userAgent,
        Duration timeout,
        AnswerBound bound,
        Pause pause,
        Map<String, String> environment) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public static WireOptions of(InstantSource clock, String userAgent) {
        return new WireOptions(
                clock,
                userAgent,
                DEFAULT_TIMEOUT,
                AnswerBound.forHeap(Runtime.getRuntime().maxMemory()),
                Pause.REAL,
                System.getenv());
    }

    public WireOptions withBound(AnswerBound other) {
        return new WireOptions(clock, userAgent, timeout, other, pause, environment);
    }

    public WireOptions withPause(Pause other) {
        return new WireOptions(clock, userAgent, timeout, bound, other, environment);
    }

    public WireOptions withEnvironment(Map<String, String> other) {
        return new WireOptions(clock, userAgent, timeout, bound, pause, other);
    }
}
