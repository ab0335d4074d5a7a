package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mount that a service asks for.
 *
 * @param source the volume's key under {@code volumes:}, the absolute path of a bind, or an empty string
 * @param target the path in the container
 * @param place where it is written
 */
public record MountLine(Kind kind, String source, String target, boolean isReadOnly, Place place) {
    /** What stands behind the path. */
    public enum Kind {
        NAMED,
        ANONYMOUS,
        BIND,
        TMPFS,
        /** A named pipe, an image, a cluster volume. */
        OTHER
    }

    /** Returns whether what is written under {@code path} lands on this mount. */
    public boolean covers(String path) {
        return isWithin(path, target);
    }

    /** Returns whether a path is another or lies below it. */
    public static boolean isWithin(String path, String folder) {
        String parent = folder.endsWith("/") ? folder : folder + "/";
        return (path.endsWith("/") ? path : path + "/").startsWith(parent);
    }

    /** Returns the mounts of a service whose volumes were brought into the long form. */
    static List<MountLine> of(Node service) {
        List<MountLine> lines = new ArrayList<>();
        for (Node item : service.items("volumes")) {
            String type = item.text("type");
            String source = item.text("source");
            Kind kind = switch (type) {
                case "volume" -> source.isEmpty() ? Kind.ANONYMOUS : Kind.NAMED;
                case "bind" -> Kind.BIND;
                case "tmpfs" -> Kind.TMPFS;
                default -> Kind.OTHER;
            };
            boolean isReadOnly = item.scalar("read_only").map(Scalar::isTrue).orElse(false);
            lines.add(new MountLine(kind, source, tidy(item.text("target")), isReadOnly, item.place()));
        }
        for (Node item : tmpfs(service)) {
            String target = ((Scalar) item).text().split(":", 2)[0];
            lines.add(new MountLine(Kind.TMPFS, "", tidy(target), false, item.place()));
        }
        return lines;
    }

    private static List<Node> tmpfs(Node service) {
        Node tmpfs = service.get("tmpfs").orElse(null);
        if (tmpfs instanceof Scalar scalar) {
            return scalar.isNull() ? List.of() : List.of(scalar);
        }
        return service.items("tmpfs").stream().filter(Scalar.class::isInstance).toList();
    }

    private static String tidy(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns an item of {@code volumes:} in the long form, its relative source made absolute by {@code folder}. */
    static Node longForm(Node item, Path folder, String home) {
        if (item instanceof Scalar scalar) {
            return shortSyntax(scalar, folder, home);
        }
        Mapping mapping = (Mapping) item;
        if (!mapping.text("type").equals("bind")) {
            return mapping;
        }
        return mapping.scalar("source")
                .map(source -> mapping.with(new Mapping.Entry(
                        Scalar.plain("source", source.place()),
                        source.withText(absolute(source.text(), folder, home)))))
                .orElse(mapping);
    }

    private static Mapping shortSyntax(Scalar scalar, Path folder, String home) {
        List<String> parts = parts(scalar.text());
        String target = parts.size() > 1 ? parts.get(1) : parts.get(0);
        String source = parts.size() > 1 ? parts.get(0) : "";
        List<String> options = parts.size() > 2 ? List.of(parts.get(2).split(",")) : List.of();
        boolean isBind = source.startsWith(".")
                || source.startsWith("/")
                || source.startsWith("~")
                || source.matches("[A-Za-z]:[\\\\/].*");
        List<Mapping.Entry> entries = new ArrayList<>();
        put(entries, "type", isBind ? "bind" : "volume", scalar);
        if (!source.isEmpty()) {
            put(entries, "source", isBind ? absolute(source, folder, home) : source, scalar);
        }
        put(entries, "target", target, scalar);
        if (options.contains("ro")) {
            put(entries, "read_only", "true", scalar);
        }
        return new Mapping(entries, scalar.place(), scalar.endLine(), "");
    }

    private static void put(List<Mapping.Entry> entries, String key, String value, Scalar at) {
        entries.add(new Mapping.Entry(Scalar.plain(key, at.place()), at.withText(value)));
    }

    /** Splits at colons, but not at that of a Windows drive. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean isDrive = i == from + 1
                    && Character.isLetter(text.charAt(from))
                    && i + 1 < text.length()
                    && (text.charAt(i + 1) == '\\'
                            || (text.charAt(i + 1) == '/' && from == 0 && text.indexOf(':', i + 1) > 0));
            if (text.charAt(i) == ':' && !isDrive) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String absolute(String source, Path folder, String home) {
        if (source.equals("~") || source.startsWith("~/")) {
            return home + source.substring(1);
        }
        return source.startsWith(".") ? folder.resolve(source).normalize().toString() : source;
    }
}
