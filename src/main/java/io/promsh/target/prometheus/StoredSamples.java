package io.promsh.target.prometheus;

import io.promsh.failure.Failure;
import io.promsh.target.Flavour;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import io.promsh.target.RawQuery;
import io.promsh.target.RawSink;
import io.promsh.target.ServerConfiguration;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to stored samples, and which of them can be trusted here. */
final class StoredSamples {
    private final Wire wire;
    private final MetricsTarget target;
    private volatile @Nullable Map<String, String> externalLabels;

    StoredSamples(Wire wire, MetricsTarget target) {
        this.wire = wire;
        this.target = target;
    }

    List<RawMethod> methods() {
        Flavour flavour = target.identity().flavour();
        boolean remote = flavour == Flavour.MIMIR
                || (flavour == Flavour.PROMETHEUS && target.identity().atLeast(2, 13));
        return remote ? List.of(RawMethod.REMOTE_READ, RawMethod.RANGE_SELECTOR) : List.of(RawMethod.RANGE_SELECTOR);
    }

    RawAnswer read(RawQuery query, RawSink sink) {
        return query.method() == RawMethod.REMOTE_READ ? remote(query, sink) : rangeSelector(query, sink);
    }

    private RawAnswer rangeSelector(RawQuery query, RawSink sink) {
        String expression = query.toInstantQuery().expression();
        Ask ask = Ask.form(query.timeout(), "api", "v1", "query")
                .with("query", expression)
                .with("time", query.window().end().minusMillis(1))
                .with("timeout", query.timeout())
                .about(expression)
                .once();
        return wire.ask(ask, reply -> {
            RawDecoder decoder = new RawDecoder(reply, sink);
            Envelope envelope = Envelope.read(reply, decoder);
            if (!decoder.type().isEmpty() && !decoder.type().equals("matrix")) {
                throw Failure.failed(
                        "the server answers a " + decoder.type() + " to a range selector",
                        "its stored samples are not to be had this way: type session to see what server it is");
            }
            return new RawAnswer(
                    envelope.warnings(),
                    envelope.infos(),
                    envelope.isPartial() && !envelope.isCut(),
                    !envelope.isCut(),
                    reply.bytesRead());
        });
    }

    private RawAnswer remote(RawQuery query, RawSink sink) {
        Map<String, String> external = externalLabels(query);
        if (query.matchers().stream().anyMatch(matcher -> external.containsKey(matcher.name()))) {
            throw RemoteRead.notOffered("by remote read the selector would match what the server adds to every series");
        }
        return new RemoteRead(wire, external).read(query, sink);
    }

    /** Returns what the server adds to every series of remote read, which is told from what is stored by its configuration alone. */
    private Map<String, String> externalLabels(RawQuery query) {
        Map<String, String> known = externalLabels;
        if (known != null) {
            return known;
        }
        if (target.identity().flavour() == Flavour.MIMIR) {
            known = Map.of();
        } else {
            Optional<ServerConfiguration> configuration = target.configuration();
            if (configuration.isEmpty()) {
                throw RemoteRead.notOffered("the server does not tell what it adds to every series of remote read");
            }
            known = configuration.get().externalLabels();
            for (Map.Entry<String, String> label : known.entrySet()) {
                refuseStored(label, query);
            }
        }
        externalLabels = known;
        return known;
    }

    /** A label that is both stored and added could not be told apart. */
    private void refuseStored(Map.Entry<String, String> label, RawQuery query) {
        MetadataScope scope = new MetadataScope(new ArrayList<>(), Optional.empty(), 0, query.timeout());
        if (target.labelValues(label.getKey(), scope).items().contains(label.getValue())) {
            throw RemoteRead.notOffered("some series have the label " + label.getKey() + " that remote read adds");
        }
    }
}
