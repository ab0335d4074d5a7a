package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the forms in which Compose lets the same thing be written into one, so that they can be merged and read. */
final class ListOrMap {
    private static final List<String> ASSIGNMENTS =
            List.of("environment", "labels", "annotations", "sysctls", "extra_hosts");
    private static final List<String> NAMES = List.of("depends_on", "networks");

    private ListOrMap() {}

    /** Returns a service with mappings for assignments and names, volumes in the long form, files absolute. */
    static Mapping service(Mapping service, Path folder, Map<String, String> variables) {
        Mapping changed = service;
        for (Mapping.Entry entry : service.entries()) {
            Node value = entry.value();
            if (ASSIGNMENTS.contains(entry.name()) && value instanceof Sequence sequence) {
                value = assignments(sequence);
            } else if (NAMES.contains(entry.name()) && value instanceof Sequence sequence) {
                value = names(sequence);
            } else if (entry.name().equals("volumes") && value instanceof Sequence sequence) {
                String home = variables.getOrDefault("HOME", "/root");
                value = sequence.withItems(sequence.items().stream()
                        .filter(item -> !(item instanceof Sequence))
                        .map(item -> MountLine.longForm(item, folder, home))
                        .toList());
            } else if (entry.name().equals("env_file")) {
                value = files(value, folder);
            }
            changed = changed.with(new Mapping.Entry(entry.key(), value));
        }
        return changed;
    }

    private static Mapping assignments(Sequence sequence) {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (item instanceof Scalar scalar) {
                int equals = scalar.text().indexOf('=');
                String key = equals < 0 ? scalar.text() : scalar.text().substring(0, equals);
                Scalar value = equals < 0
                        ? Scalar.plain("", scalar.place())
                        : new Scalar(
                                scalar.text().substring(equals + 1),
                                false,
                                scalar.isFilled(),
                                scalar.place(),
                                scalar.endLine(),
                                "");
                entries.add(new Mapping.Entry(Scalar.plain(key, scalar.place()), value));
            }
        }
        return new Mapping(entries, sequence.place(), sequence.endLine(), sequence.tag());
    }

    private static Mapping names(Sequence sequence) {
        List<Mapping.Entry> entries = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (item instanceof Scalar scalar) {
                entries.add(new Mapping.Entry(scalar, Scalar.plain("", scalar.place())));
            }
        }
        return new Mapping(entries, sequence.place(), sequence.endLine(), sequence.tag());
    }

    private static Sequence files(Node value, Path folder) {
        List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of(value);
        List<Node> absolute = new ArrayList<>();
        for (Node item : items) {
            Scalar path =
                    item instanceof Scalar scalar ? scalar : item.scalar("path").orElse(null);
            if (path == null) {
                continue;
            }
            Scalar resolved =
                    path.withText(folder.resolve(path.text()).normalize().toString());
            absolute.add(
                    item instanceof Mapping mapping
                            ? mapping.with(new Mapping.Entry(Scalar.plain("path", path.place()), resolved))
                            : resolved);
        }
        return new Sequence(absolute, value.place(), value.endLine(), value.tag());
    }
}
