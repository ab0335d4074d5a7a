package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.model.QueryAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.http.WireOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Assertions;

/** Canned answers, and a target that asks a mock server and does not wait between tries. */
final class Answers {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final String TOKEN = "glc_secret-token-1234567890";

    private Answers() {}

    static WireOptions options() {
        return WireOptions.of(InstantSource.fixed(Instant.parse("2025-08-03T12:00:00Z")), "promsh/test")
                .withPause((lock, duration) -> {})
                .withEnvironment(Map.of());
    }

    static HttpPrometheus target(MockWebServer server) {
        return new HttpPrometheus(TargetSpec.open("mock", base(server)), options());
    }

    static HttpPrometheus target(MockWebServer server, TargetSpec.Credentials credentials) {
        TargetSpec spec =
                new TargetSpec("mock", "prometheus", base(server), credentials, Map.of(), TargetSpec.Tls.DEFAULT);
        return new HttpPrometheus(spec, options());
    }

    static String base(MockWebServer server) {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    static MockResponse json(String body) {
        return answer(200, "application/json", body);
    }

    static MockResponse error(int code, String type, String text) {
        return answer(
                code,
                "application/json",
                "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + text + "\"}");
    }

    static MockResponse answer(int code, String contentType, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", contentType)
                .body(body)
                .build();
    }

    /** An answer with {@code data} as its data. */
    static MockResponse success(String data) {
        return json("{\"status\":\"success\",\"data\":" + data + "}");
    }

    static MockResponse vector() {
        return success("{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\"]}]}");
    }

    static QueryAnswer query(HttpPrometheus target, String expression) {
        return target.instantQuery(InstantQuery.of(expression, Optional.empty(), TIMEOUT));
    }

    static Failure failure(HttpPrometheus target, String expression) {
        return Assertions.assertThrows(Failure.class, () -> query(target, expression));
    }
}
