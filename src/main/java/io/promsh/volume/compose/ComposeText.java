package io.promsh.volume.compose;

import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * A Compose file as lines, changed by adding lines: everything else, comments and spacing too, stays as its owner wrote it.
 * What cannot be done so is refused with the lines to add by hand.
 */
public final class ComposeText {
    private final List<String> lines;

    private ComposeText(List<String> lines) {
        this.lines = lines;
    }

    /** Takes a file's text. */
    public static ComposeText of(String text) {
        return new ComposeText(new ArrayList<>(text.lines().toList()));
    }

    /** Returns the text, ending with a line end. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Returns the lines. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * Mounts a named volume at a path of a service, and declares it. Throws a failure that shows the lines to add by hand where
     * the file is written in a way that lines cannot be added to.
     */
    public void mount(String service, String volume, String path) {
        int services = key(0, lines.size(), 0, "services");
        int from = services < 0 ? -1 : child(services, service);
        if (from < 0) {
            throw byHand("service " + service + " is not written out in this file", service, volume, path);
        }
        if (isInline(from)) {
            throw byHand("service " + service + " is written on one line", service, volume, path);
        }
        addMount(from, service, volume, path);
        declare(service, volume, path);
    }

    private void addMount(int from, String service, String volume, String path) {
        int indent = indent(lines.get(from));
        int end = blockEnd(from);
        int inner = firstInner(from, end, indent);
        int volumes = key(from + 1, end, inner, "volumes");
        String item = "- " + volume + ":" + path;
        if (volumes < 0) {
            lines.add(end, " ".repeat(inner) + "volumes:");
            lines.add(end + 1, " ".repeat(inner + 2) + item);
            return;
        }
        String rest = value(volumes);
        if (rest.isEmpty()) {
            int last = listEnd(volumes, inner);
            int itemIndent = last == volumes + 1 ? inner + 2 : indent(lines.get(firstContent(volumes + 1)));
            lines.add(last, " ".repeat(itemIndent) + item);
        } else if (rest.startsWith("[") && rest.endsWith("]")) {
            String line = lines.get(volumes);
            int close = line.lastIndexOf(']');
            boolean isEmpty = rest.substring(1, rest.length() - 1).isBlank();
            String added = (isEmpty ? "" : ", ") + "\"" + volume + ":" + path + "\"";
            lines.set(volumes, line.substring(0, close) + added + line.substring(close));
        } else {
            throw byHand("the volumes of " + service + " are written in a way of their own", service, volume, path);
        }
    }

    private void declare(String service, String volume, String path) {
        int volumes = key(0, lines.size(), 0, "volumes");
        if (volumes < 0) {
            int end = lines.size();
            while (end > 0 && lines.get(end - 1).isBlank()) {
                end--;
            }
            lines.add(end, "");
            lines.add(end + 1, "volumes:");
            lines.add(end + 2, "  " + volume + ":");
            return;
        }
        if (child(volumes, volume) >= 0) {
            return;
        }
        String rest = value(volumes);
        if (rest.equals("{}")) {
            lines.set(volumes, "volumes:");
        } else if (!rest.isEmpty()) {
            throw byHand("the volumes of the project are written on one line", service, volume, path);
        }
        int end = blockEnd(volumes);
        lines.add(end, " ".repeat(Math.max(2, firstInner(volumes, end, 0))) + volume + ":");
    }

    /** Returns the line of a key at an indent, or -1. */
    private int key(int from, int to, int indent, String name) {
        for (int i = from; i < to; i++) {
            String line = lines.get(i);
            boolean isKey = line.strip().startsWith(name + ":")
                    || line.strip().startsWith("\"" + name + "\":")
                    || line.strip().startsWith("'" + name + "':");
            if (isContent(line) && indent(line) == indent && isKey) {
                return i;
            }
        }
        return -1;
    }

    private int child(int parent, String name) {
        int end = blockEnd(parent);
        return key(parent + 1, end, firstInner(parent, end, indent(lines.get(parent))), name);
    }

    /** Returns the indent of what lies in a block. */
    private int firstInner(int parent, int end, int outer) {
        for (int i = parent + 1; i < end; i++) {
            if (isContent(lines.get(i))) {
                return indent(lines.get(i));
            }
        }
        return outer + 2;
    }

    /** Returns the line after the last one with content in a block. */
    private int blockEnd(int parent) {
        int outer = indent(lines.get(parent));
        int end = parent + 1;
        for (int i = parent + 1; i < lines.size(); i++) {
            if (!isContent(lines.get(i))) {
                continue;
            }
            if (indent(lines.get(i)) <= outer) {
                break;
            }
            end = i + 1;
        }
        return end;
    }

    /** Returns the line after a list; its items may stand at the indent of their key. */
    private int listEnd(int key, int indent) {
        int end = key + 1;
        for (int i = key + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!isContent(line)) {
                continue;
            }
            boolean isItem = indent(line) == indent && line.strip().startsWith("-");
            if (indent(line) <= indent && !isItem) {
                break;
            }
            end = i + 1;
        }
        return end;
    }

    private int firstContent(int from) {
        int i = from;
        while (!isContent(lines.get(i))) {
            i++;
        }
        return i;
    }

    private boolean isInline(int line) {
        return !value(line).isEmpty();
    }

    /** Returns what follows a key on its line, without a comment. */
    private String value(int line) {
        String text = lines.get(line);
        return text.substring(text.indexOf(':') + 1)
                .replaceFirst("(^|\\s)#.*$", "")
                .strip();
    }

    private static boolean isContent(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static Failure byHand(String reason, String service, String volume, String path) {
        return Failure.failed(reason, "add these lines by hand, then type the same again")
                .withDetail(List.of(
                        "services:",
                        "  " + service + ":",
                        "    volumes:",
                        "      - " + volume + ":" + path,
                        "volumes:",
                        "  " + volume + ":"));
    }
}
