package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.target.Flavour;
import io.promsh.target.MetadataScope;
import io.promsh.target.ServerIdentity;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The search interface of Prometheus 3.13 and later (and of newer Mimirs), where it is switched on. It answers lines of JSON; that
 * a server does not offer it is remembered.
 */
final class Search {
    private static final int DEFAULT_LIMIT = 100;

    private final Wire wire;
    private final Supplier<ServerIdentity> identity;
    private volatile boolean off;

    Search(Wire wire, Supplier<ServerIdentity> identity) {
        this.wire = wire;
        this.identity = identity;
    }

    /** Returns names that resemble {@code text}, best first; {@code label} is for label values only. Empty where not offered. */
    Optional<List<String>> find(String endpoint, String label, String text, MetadataScope scope) {
        if (off || !mayHaveIt()) {
            return Optional.empty();
        }
        int limit = scope.limit() > 0 ? scope.limit() : DEFAULT_LIMIT;
        Ask ask = Ask.get(scope.timeout(), "api", "v1", "search", endpoint)
                .with("search[]", text)
                .with("fuzz_alg", "subsequence")
                .with("case_sensitive", "false")
                .with("sort_by", "score")
                .with("limit", Integer.toString(limit));
        if (!label.isEmpty()) {
            ask.with("label", label);
        }
        for (String selector : scope.selectors()) {
            ask.with("match[]", selector);
        }
        if (scope.range().isPresent()) {
            ask.with("start", scope.range().get().start())
                    .with("end", scope.range().get().end());
        }
        return wire.ask(ask, reply -> Optional.of(names(reply, limit)), refusal -> {
            boolean never = refusal.status() >= 400 && refusal.status() != 429 && refusal.status() < 502;
            off |= never && refusal.status() != 401 && refusal.status() != 403;
            return never ? Optional.<List<String>>empty() : null;
        });
    }

    private boolean mayHaveIt() {
        ServerIdentity server = identity.get();
        return server.flavour() == Flavour.PROMETHEUS ? server.atLeast(3, 13) : server.flavour() == Flavour.MIMIR;
    }

    private static List<String> names(Reply reply, int limit) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser json = reply.json()) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                line(json, found, limit);
            }
        }
        return found;
    }

    private static void line(JsonParser json, List<String> into, int limit) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (!field.equals("results") || token != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                String name = name(json);
                if (into.size() < limit && !name.isEmpty()) {
                    into.add(name);
                }
            }
        }
    }

    private static String name(JsonParser json) throws IOException {
        String found = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("name")) {
                found = Json.text(json);
            } else {
                json.skipChildren();
            }
        }
        return found;
    }
}
