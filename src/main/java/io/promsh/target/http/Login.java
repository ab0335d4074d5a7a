package io.promsh.target.http;

import io.promsh.failure.Failure;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How a target is logged into: what a question carries, what answers change, what a refusal means. Safe for several threads. */
public interface Login {
    /** Adds what tells who asks; returns a mark of it, which {@link #renew} gets back. */
    String sign(Request.Builder request);

    /** Sees every answer's headers: a server may hand out a new cookie with any of them. */
    default void heard(Response response) {}

    /** Returns whether the login was renewed since, or could be now, so that the same question is worth asking again. */
    default boolean renew(Refusal refusal, String mark) {
        return false;
    }

    /** Returns the failure that a refusal is for this way of logging in, or null for its usual meaning. */
    default @Nullable Failure meaning(Refusal refusal) {
        return null;
    }

    /** Returns what must never be shown, not even when a server echoes it. */
    default List<String> secrets() {
        return List.of();
    }
}
