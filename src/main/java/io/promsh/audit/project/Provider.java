package io.promsh.audit.project;

import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A provider of dashboards.
 *
 * @param path in the container
 * @param folder the same on this machine, or empty when no bind brings it
 * @param dashboards the files found there
 */
public record Provider(Node node, String path, Optional<Path> folder, List<Path> dashboards) {
    public Provider {
        dashboards = List.copyOf(dashboards);
    }

    /** Returns its name. */
    public String name() {
        return node.text("name");
    }

    /** Returns where its path is written. */
    public Place place() {
        return node.at("options", "path").map(Node::place).orElse(node.place());
    }
}
