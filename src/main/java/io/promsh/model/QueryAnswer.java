package io.promsh.model;

import java.time.Duration;
import java.util.List;

/**
 * A query's result with what the server and the way there said about it.
 *
 * @param warnings what may make the result wrong; never dropped
 * @param infos remarks of the query engine
 * @param partial whether something is missing that was asked for (cut, partial response)
 * @param elapsed from the request to the last byte read
 * @param bytes length of the answer as read, in bytes
 */
public record QueryAnswer(
        QueryResult result,
        SampleKind kind,
        List<String> warnings,
        List<String> infos,
        boolean partial,
        Duration elapsed,
        long bytes) {
    public QueryAnswer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Returns the same answer with another result. */
    public QueryAnswer withResult(QueryResult newResult, SampleKind newKind) {
        return new QueryAnswer(newResult, newKind, warnings, infos, partial, elapsed, bytes);
    }
}
