package io.promsh.volume.backup;

import io.promsh.volume.archive.BackupWriter;
import io.promsh.volume.archive.Entry;
import io.promsh.volume.state.KnownService;
import io.promsh.volume.state.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the folder in an archive that is the volume's root: {@code data/} in promsh's own, the archive's root or its only folder
 * in others, and one folder further down where the data was packed one level too deep.
 */
final class Roots {
    private static final int DEPTH = 4;
    private static final int MOST_NAMES = 20_000;

    /** Paths of at most four parts, folders with a slash at their end. */
    private final Set<String> names = new HashSet<>();

    private boolean foreign;

    /** The root that was found; {@code tooDeep} is the folder that data lies in below the archive's proper root. */
    record Root(String prefix, String tooDeep, Optional<String> layout) {}

    void saw(Entry entry) {
        String path = entry.path();
        foreign |= !path.equals("data") && !path.startsWith(BackupWriter.DATA);
        String folder = entry.kind() == Entry.Kind.FOLDER ? path + "/" : path;
        for (int i = folder.indexOf('/'), depth = 1; i >= 0 && depth < DEPTH; i = folder.indexOf('/', i + 1), depth++) {
            add(folder.substring(0, i + 1));
        }
        if (path.chars().filter(c -> c == '/').count() < DEPTH) {
            add(folder);
        }
    }

    private void add(String name) {
        if (names.size() < MOST_NAMES && !name.isEmpty() && !name.equals("/")) {
            names.add(name);
        }
    }

    /** Returns whether it looks like promsh's own from its paths. */
    boolean isOwn() {
        return !foreign;
    }

    Root root() {
        String top = foreign ? "" : BackupWriter.DATA;
        Optional<String> layout = layout(top);
        if (layout.isPresent()) {
            return new Root(top, "", layout);
        }
        // A tar of a folder, and a copy of the folder into itself.
        String below = top;
        for (int i = 0; i < 2; i++) {
            Optional<String> only = onlyFolder(below);
            if (only.isEmpty()) {
                break;
            }
            below = only.get();
            Optional<String> deeper = layout(below);
            if (deeper.isPresent()) {
                boolean isUsual = foreign && i == 0;
                return new Root(below, isUsual ? "" : below.substring(top.length()), deeper);
            }
        }
        Optional<String> single = foreign ? onlyFolder("") : Optional.empty();
        return new Root(single.orElse(top), "", Optional.empty());
    }

    private Optional<String> layout(String prefix) {
        // A server's snapshot has blocks only, no log.
        String block = Pattern.quote(prefix) + "[0-7][0-9A-HJKMNP-TV-Z]{25}/";
        if (names.stream().anyMatch(name -> name.matches(block))) {
            return Optional.of(KnownService.PROMETHEUS);
        }
        return Layout.recognise(name -> names.contains(prefix + name)).map(Layout::service);
    }

    /** Returns the only thing in a folder, if it is a folder. */
    private Optional<String> onlyFolder(String prefix) {
        List<String> children = names.stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> {
                    int slash = name.indexOf('/', prefix.length());
                    return slash < 0 ? name : name.substring(0, slash + 1);
                })
                .distinct()
                .limit(2)
                .toList();
        return children.size() == 1 && children.get(0).endsWith("/") ? Optional.of(children.get(0)) : Optional.empty();
    }
}
