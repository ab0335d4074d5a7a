package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads dashboards in all the forms in which Grafana gives them away: saved files, answers of its interface, resources of the
 * first and the second schema.
 */
public final class DashboardReader {
    private static final long MAX_BYTES = 64L << 20;

    private final LibraryPanels library;

    /**
     * @param library where shared panels are looked for that the dashboard does not carry itself
     */
    public DashboardReader(LibraryPanels library) {
        this.library = library;
    }

    /** Reads a file. Throws a failure when it is not there or no dashboard. */
    public Dashboard read(Path file) {
        String what = "'" + file + "'";
        try {
            if (Files.isDirectory(file)) {
                throw Failure.failed(
                        what + " is a folder, not a dashboard", "give the path of one of the JSON files in it");
            }
            if (!Files.isRegularFile(file)) {
                throw Failure.failed("there is no file " + what, "give the path of a dashboard saved as JSON");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw Failure.failed(what + " is larger than 64 MB", "no dashboard is; is it another file?");
            }
            return read(Files.readString(file), what);
        } catch (IOException e) {
            throw Failure.failed("cannot read " + what, "a dashboard is a JSON file in UTF-8")
                    .withCause(e);
        }
    }

    /** Reads JSON; {@code what} is its name in failures. */
    public Dashboard read(String json, String what) {
        JsonNode root = Json.parse(json, what);
        JsonNode inner = Json.at(root, "dashboard");
        if (inner.isObject()) {
            root = inner;
        }
        JsonNode spec = Json.at(root, "spec");
        if (!spec.isObject()
                && Json.at(root, "elements").isObject()
                && Json.at(root, "layout").isObject()) {
            return new ResourceDashboard(library).read(root, "v2", Json.text(root, "uid"));
        }
        if (spec.isObject()) {
            String uid = Json.text(root, "metadata", "name");
            String version = Json.text(root, "apiVersion");
            if (Json.at(spec, "elements").isObject()) {
                return new ResourceDashboard(library).read(spec, version.substring(version.indexOf('/') + 1), uid);
            }
            return classic(spec, what, uid);
        }
        return classic(root, what, "");
    }

    private Dashboard classic(JsonNode root, String what, String uid) {
        boolean isDashboard = Json.at(root, "panels").isArray()
                || Json.at(root, "rows").isArray()
                || Json.at(root, "templating").isObject();
        if (!isDashboard) {
            throw Failure.failed(
                    what + " is no Grafana dashboard: it has neither panels nor rows nor elements",
                    "export the dashboard from Grafana: Share, Export, Save to file");
        }
        return new ClassicDashboard(library).read(root, uid);
    }
}
