package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.TimeRange;
import io.promsh.target.CutAnswer;
import io.promsh.target.Flavour;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import io.promsh.target.ServerIdentity;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Questions about names: labels, their values, series, metadata. */
final class Discovery {
    private final Wire wire;
    private final Supplier<ServerIdentity> identity;

    Discovery(Wire wire, Supplier<ServerIdentity> identity) {
        this.wire = wire;
        this.identity = identity;
    }

    Page<String> labelNames(MetadataScope scope) {
        return names(scoped(Ask.get(scope.timeout(), "api", "v1", "labels"), scope), scope.limit());
    }

    Page<String> labelValues(String label, MetadataScope scope) {
        boolean escape = !LabelPath.isPlain(label) && identity.get().flavour() != Flavour.VICTORIA_METRICS;
        if (escape) {
            Ask escaped =
                    scoped(Ask.get(scope.timeout(), "api", "v1", "label", LabelPath.escape(label), "values"), scope);
            Optional<Page<String>> page = wire.ask(
                    escaped,
                    reply -> Optional.of(page(reply, scope.limit())),
                    refusal -> refusal.status() == 400 ? Optional.<Page<String>>empty() : null);
            if (page.isPresent()) {
                return page.get();
            }
        }
        return names(scoped(Ask.get(scope.timeout(), "api", "v1", "label", label, "values"), scope), scope.limit());
    }

    private Page<String> names(Ask ask, int limit) {
        return wire.ask(ask, reply -> page(reply, limit));
    }

    private static Page<String> page(Reply reply, int limit) throws IOException {
        Entries<String> names = new Entries<>(reply, limit);
        Envelope envelope = Envelope.read(reply, json -> names.read(json, Json::text));
        names.items.sort(null);
        return names.page(envelope);
    }

    Page<Labels> series(MetadataScope scope) {
        Ask ask = scoped(Ask.form(scope.timeout(), "api", "v1", "series"), scope);
        return wire.ask(ask, reply -> {
            QueryDecoder decoder = new QueryDecoder(reply);
            StringPool pool = new StringPool();
            Entries<Labels> found = new Entries<>(reply, scope.limit());
            Envelope envelope = Envelope.read(reply, json -> found.read(json, one -> decoder.labels(one, pool)));
            return found.page(envelope);
        });
    }

    /** Adds what the question is limited to; the limit only for servers that know it. */
    private Ask scoped(Ask ask, MetadataScope scope) {
        for (String selector : scope.selectors()) {
            ask.with("match[]", selector);
        }
        if (scope.range().isPresent()) {
            TimeRange range = scope.range().get();
            ask.with("start", range.start()).with("end", range.end());
        }
        if (scope.limit() > 0 && knowsLimit()) {
            ask.with("limit", Integer.toString(scope.limit()));
        }
        return ask.about(scope.selectors().size() == 1 ? scope.selectors().get(0) : "");
    }

    private boolean knowsLimit() {
        ServerIdentity server = identity.get();
        return server.flavour() != Flavour.PROMETHEUS || server.atLeast(2, 51);
    }

    Map<String, MetricMetadata> metadata(Optional<String> metric) {
        Ask ask = Ask.get(wire.options().timeout(), "api", "v1", "metadata").with("limit_per_metric", "1");
        metric.ifPresent(name -> ask.with("metric", name));
        Map<String, MetricMetadata> found = new HashMap<>();
        return wire.ask(
                ask,
                reply -> {
                    Envelope.read(reply, json -> readMetadata(json, reply, found));
                    return found;
                },
                refusal -> refusal.status() == 404 || refusal.status() == 501 ? found : null);
    }

    private static boolean readMetadata(JsonParser json, Reply reply, Map<String, MetricMetadata> into)
            throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return true;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            QueryDecoder.expect(json, JsonToken.START_ARRAY);
            MetricMetadata first = null;
            while (json.nextToken() == JsonToken.START_OBJECT) {
                MetricMetadata read = one(json);
                first = first == null ? read : first;
            }
            into.put(name, first == null ? MetricMetadata.UNKNOWN : first);
            if (reply.isTooLong()) {
                return false;
            }
        }
        return true;
    }

    private static MetricMetadata one(JsonParser json) throws IOException {
        String type = "";
        String help = "";
        String unit = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "type" -> type = Json.text(json);
                case "help" -> help = Json.text(json);
                case "unit" -> unit = Json.text(json);
                default -> json.skipChildren();
            }
        }
        return new MetricMetadata(type, help, unit);
    }

    /** Reads one entry of a list. */
    @FunctionalInterface
    interface EntryReading<T> {
        T read(JsonParser json) throws IOException;
    }

    /** A list that is read up to a limit, or up to the bound of memory. */
    static final class Entries<T> {
        private final Reply reply;
        private final int limit;
        private final List<T> items = new ArrayList<>();
        private boolean limited;
        private boolean full;

        Entries(Reply reply, int limit) {
            this.reply = reply;
            this.limit = limit;
        }

        boolean read(JsonParser json, EntryReading<T> reading) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return true;
            }
            QueryDecoder.expect(json, JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                limited = limit > 0 && items.size() >= limit;
                full = items.size() >= reply.bound().samples() || reply.isTooLong();
                if (limited || full) {
                    return false;
                }
                items.add(reading.read(json));
            }
            return true;
        }

        Page<T> page(Envelope envelope) {
            List<String> warnings = new ArrayList<>(envelope.warnings());
            boolean truncated = limited || full;
            for (String warning : warnings) {
                truncated |= warning.contains("truncated");
            }
            if (full && !limited) {
                warnings.add(CutAnswer.warning(items.size() + " entries", "narrow it with a selector"));
            }
            return new Page<>(items, truncated, warnings);
        }
    }
}
