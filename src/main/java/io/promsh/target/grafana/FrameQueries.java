package io.promsh.target.grafana;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.target.CutAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.RangeQuery;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries as dashboards ask them: {@code POST /api/ds/query}, answered in data frames. Grafana chooses the step by itself, from the
 * least interval and the number of points, and puts the window on a grid of its own; asked with both as wanted and the grid moved,
 * it does what a range query of Prometheus does. Whether it did is seen in the answer.
 */
final class FrameQueries {
    /** Past so many points Grafana takes a larger step, rounded up to twice the size. */
    static final long MOST_POINTS = 5_500;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MANY_POINTS = 100_000;
    private static final String DAY = "now-24h";

    private final Wire wire;
    private final DataSource source;

    FrameQueries(Wire wire, DataSource source) {
        this.wire = wire;
        this.source = source;
    }

    /**
     * An answer with what shows whether it can be used as it is.
     *
     * @param kept whether Grafana kept to the step and the times asked for
     * @param histograms native histograms left out
     */
    record Framed(QueryAnswer answer, boolean kept, int histograms) {}

    /** {@code selector} tells a range selector, whose times are the samples' own. */
    Framed instant(InstantQuery query, boolean selector) {
        String to = query.at().map(FrameQueries::millis).orElse("now");
        String from =
                query.at().map(at -> millis(at.minus(Duration.ofHours(24)))).orElse(DAY);
        String body = body(from, to, json -> {
            common(json, query.expression());
            json.writeBooleanField("instant", true);
            json.writeBooleanField("range", false);
            json.writeNumberField("intervalMs", 15_000);
        });
        FrameGrid grid = selector
                ? FrameGrid.NONE
                : query.at().map(at -> FrameGrid.at(at.toEpochMilli())).orElse(FrameGrid.NONE);
        Instant at = query.at().orElseGet(() -> wire.options().clock().instant());
        return ask(body, query.expression(), query.timeout(), true, at, grid);
    }

    Framed range(RangeQuery query) {
        FrameGrid grid = FrameGrid.of(query);
        long step = Math.max(1, query.step().toMillis());
        String body = body(millis(query.start()), millis(query.end()), json -> {
            common(json, query.expression());
            json.writeBooleanField("instant", false);
            json.writeBooleanField("range", true);
            json.writeNumberField("intervalMs", step);
            json.writeStringField("interval", step % 1000 == 0 ? step / 1000 + "s" : step + "ms");
            json.writeNumberField("utcOffsetSec", grid.offsetSeconds());
        });
        return ask(body, query.expression(), query.timeout(), false, query.end(), grid);
    }

    private Framed ask(String body, String expression, Duration timeout, boolean instant, Instant at, FrameGrid grid) {
        Ask ask = Ask.json(timeout, body, "api", "ds", "query")
                .with("ds_type", source.type())
                .about(expression);
        long began = System.nanoTime();
        return wire.ask(ask, reply -> {
            FrameCollection frames =
                    new FrameCollection(instant, at, grid, reply.bound().samples());
            boolean whole = FrameReading.read(reply, frames::take);
            return framed(reply, frames, whole, grid, began);
        });
    }

    private static Framed framed(Reply reply, FrameCollection frames, boolean whole, FrameGrid grid, long began) {
        List<String> warnings = new ArrayList<>(frames.warnings());
        if (!whole) {
            warnings.add(CutAnswer.warning(
                    frames.samples() + " samples (" + (reply.bytesRead() >> 20) + " MiB)",
                    "ask for fewer series, a shorter window or a larger step"));
        }
        QueryAnswer answer = new QueryAnswer(
                frames.result(),
                SampleKind.EVALUATED,
                warnings,
                frames.infos(),
                frames.isPartial() || !whole,
                Duration.ofNanos(System.nanoTime() - began),
                reply.bytesRead());
        return new Framed(answer, grid.isKept(), frames.histograms());
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /** Writes the fields of a query. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private void common(JsonGenerator json, String expression) throws IOException {
        json.writeStringField("refId", "A");
        json.writeObjectFieldStart("datasource");
        json.writeStringField("type", source.type());
        json.writeStringField("uid", source.uid());
        json.writeEndObject();
        json.writeStringField("expr", expression);
        json.writeStringField("format", "time_series");
        json.writeBooleanField("exemplar", false);
        json.writeNumberField("maxDataPoints", MANY_POINTS);
    }

    private static String body(String from, String to, Fields query) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("queries");
            json.writeStartObject();
            query.write(json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("from", from);
            json.writeStringField("to", to);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
