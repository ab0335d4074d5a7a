package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;

/**
 * A volume declared under {@code volumes:}.
 *
 * @param key its name in the file
 * @param name its name in the engine
 * @param isExternal whether Compose expects it to be there
 */
public record ComposeVolume(String key, String name, boolean isExternal, Node node, Place place) {
    static ComposeVolume of(Mapping.Entry entry, String project) {
        Node node = entry.value();
        boolean isExternal = node.scalar("external")
                .map(Scalar::isTrue)
                .orElse(node.at("external").isPresent());
        String named = node.text("name").isEmpty() ? node.text("external", "name") : node.text("name");
        String name = !named.isEmpty() ? named : isExternal ? entry.name() : project + "_" + entry.name();
        return new ComposeVolume(
                entry.name(), name, isExternal, node, entry.key().place());
    }

    /** Returns an option of the driver, or an empty string. */
    public String option(String name) {
        return node.text("driver_opts", name);
    }

    /** Returns whether it lives in memory: a named volume that is not persistent. */
    public boolean isTmpfs() {
        return option("type").equals("tmpfs") || option("type").equals("ramfs");
    }
}
