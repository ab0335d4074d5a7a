package io.promsh.target.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.failure.Failure;
import io.promsh.target.DashboardSource;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboards of a Grafana. */
final class GrafanaDashboards implements DashboardSource {
    private static final int MOST_BYTES = 64 << 20;

    private final Wire wire;

    GrafanaDashboards(Wire wire) {
        this.wire = wire;
    }

    @Override
    public String dashboard(String uid) {
        Optional<String> found = text("api", "dashboards", "uid", uid);
        return found.orElseThrow(() -> Failure.failed(
                "Grafana has no dashboard with the UID '" + uid + "' that this login sees",
                "the UID stands in its address, behind /d/"));
    }

    @Override
    public Optional<String> libraryPanel(String uid) {
        return text("api", "library-elements", uid);
    }

    private Optional<String> text(String... segments) {
        return wire.ask(
                Ask.get(wire.options().timeout(), segments),
                reply -> Optional.of(read(reply)),
                refusal -> refusal.status() == 404 || refusal.status() == 403 ? Optional.<String>empty() : null);
    }

    private static String read(Reply reply) throws IOException {
        byte[] bytes = reply.body().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Failure.failed("the dashboard is larger than 64 MiB", "");
        }
        return new String(bytes, UTF_8);
    }

    @Override
    public List<Entry> search(String text, int limit) {
        Ask ask = Ask.get(wire.options().timeout(), "api", "search")
                .with("type", "dash-db")
                .with("limit", Integer.toString(Math.max(1, limit)));
        if (!text.isEmpty()) {
            ask.with("query", text);
        }
        return wire.ask(ask, GrafanaDashboards::entries);
    }

    private static List<Entry> entries(Reply reply) throws IOException {
        List<Entry> found = new ArrayList<>();
        try (JsonParser json = reply.json()) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> entry = Json.strings(json);
                found.add(new Entry(
                        entry.getOrDefault("uid", ""),
                        entry.getOrDefault("title", ""),
                        entry.getOrDefault("folderTitle", "")));
            }
        }
        return found;
    }
}
