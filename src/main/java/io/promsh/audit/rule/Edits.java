package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.EditedText;
import io.promsh.audit.Fix;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import io.promsh.audit.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to files that keep what is there: lines are added or one is replaced, in block style only. Where a file is written
 * otherwise there is no edit, and the advice stands in words.
 */
final class Edits {
    /** A file on one line is changed by nobody who reads a diff. */
    private static final int LONGEST = 2000;

    private Edits() {}

    /** Returns a fix with these changes, or, where the changed file could not be read any more, with words alone. */
    static Fix fix(String text, List<Edit> edits) {
        Map<Path, List<Edit>> byFile = new LinkedHashMap<>();
        edits.forEach(edit ->
                byFile.computeIfAbsent(edit.file(), file -> new ArrayList<>()).add(edit));
        boolean isSound = byFile.entrySet().stream().allMatch(entry -> isSound(entry.getKey(), entry.getValue()));
        return new Fix(text, isSound ? edits : List.of());
    }

    private static boolean isSound(Path file, List<Edit> edits) {
        if (!file.toString().matches(".*\\.(ya?ml|json)")) {
            return true;
        }
        List<String> lines = SourceFiles.lines(file);
        Document before = SourceFiles.parse(file, String.join("\n", lines));
        Document after = SourceFiles.parse(file, String.join("\n", EditedText.apply(lines, edits)));
        return after.unreadable().isEmpty()
                && after.problems().size() <= before.problems().size();
    }

    /** Returns a line of a file, or an empty string. */
    static String line(Place place) {
        List<String> lines = SourceFiles.lines(place.file());
        return place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    }

    /** Replaces, on the line of a place and not before it, the first {@code old} by {@code replacement}. */
    static List<Edit> replace(Place place, String old, String replacement) {
        String line = line(place);
        int at = old.isEmpty() ? -1 : line.indexOf(old, Math.max(0, place.column() - 1));
        return at < 0 || line.length() > LONGEST
                ? List.of()
                : List.of(Edit.replace(
                        place.file(),
                        place.line(),
                        line.substring(0, at) + replacement + line.substring(at + old.length())));
    }

    /** Inserts a text at a place, behind a quote that stands there. */
    static List<Edit> insert(Place place, String text) {
        String line = line(place);
        int at = place.column() - 1;
        if (at > line.length() || line.length() > LONGEST) {
            return List.of();
        }
        boolean isQuoted = at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'');
        int from = isQuoted ? at + 1 : at;
        return List.of(Edit.replace(place.file(), place.line(), line.substring(0, from) + text + line.substring(from)));
    }

    /** Adds lines to a service, indented as its keys are. */
    static List<Edit> addToService(ComposeService service, String... lines) {
        return service.node()
                .entry("image")
                .filter(entry -> isOwnLine(entry.key(), service))
                .or(() -> service.node().entries().stream()
                        .filter(entry -> isOwnLine(entry.key(), service) && entry.value() instanceof Scalar)
                        .findFirst())
                .map(entry -> {
                    String indent = " ".repeat(entry.key().place().column() - 1);
                    List<String> indented =
                            List.of(lines).stream().map(line -> indent + line).toList();
                    return List.of(
                            Edit.after(service.place().file(), entry.value().endLine(), indented));
                })
                .orElse(List.of());
    }

    private static boolean isOwnLine(Scalar key, ComposeService service) {
        Place place = key.place();
        return place.file().equals(service.place().file())
                && place.line() > service.place().line()
                && place.line() <= service.endLine()
                && line(place).substring(0, place.column() - 1).isBlank();
    }

    /** Adds an item to a list of a service, in the list's own style; none when the list is not there in block style. */
    static List<Edit> addItem(ComposeService service, String key, String item) {
        Node list = service.node().get(key).orElse(null);
        if (!(list instanceof Sequence sequence) || sequence.items().isEmpty()) {
            return List.of();
        }
        Node last = sequence.items().get(sequence.items().size() - 1);
        String text = line(last.place());
        int dash = text.length() - text.stripLeading().length();
        boolean isBlock = dash < text.length()
                && text.charAt(dash) == '-'
                && dash < last.place().column() - 1;
        if (!isBlock || !last.place().file().equals(service.place().file())) {
            return List.of();
        }
        String gap = text.substring(dash + 1, last.place().column() - 1);
        String added = text.substring(0, dash) + "-" + (gap.isBlank() ? gap : " ") + item;
        return List.of(Edit.after(last.place().file(), last.endLine(), List.of(added)));
    }

    /** Adds a flag to a service's command, or a command that is the image's own with the flag. */
    static List<Edit> addFlag(ComposeService service, String flag) {
        return addItem(service, "command", flag);
    }

    /** Gives a service a named volume at a path and declares it. */
    static List<Edit> addVolume(ComposeProject project, ComposeService service, String volume, String path) {
        List<Edit> edits = new ArrayList<>(addItem(service, "volumes", volume + ":" + path));
        if (edits.isEmpty() && service.node().get("volumes").isEmpty()) {
            edits.addAll(addToService(service, "volumes:", "  - " + volume + ":" + path));
        }
        if (edits.isEmpty()) {
            return List.of();
        }
        if (project.volume(volume).isEmpty()) {
            edits.addAll(declare(project, service.place().file(), volume));
        }
        return edits;
    }

    private static List<Edit> declare(ComposeProject project, Path file, String volume) {
        Optional<Mapping.Entry> declared = project.root().entry("volumes");
        List<Mapping.Entry> there = project.root().entries("volumes");
        if (declared.isPresent() && !there.isEmpty()) {
            Place first = there.get(0).key().place();
            String text = line(first);
            boolean isBlock = text.substring(0, first.column() - 1).isBlank();
            return isBlock
                    ? List.of(new Edit(
                            first.file(),
                            first.line(),
                            0,
                            List.of(text.substring(0, first.column() - 1) + volume + ":")))
                    : List.of();
        }
        List<String> lines = SourceFiles.lines(file);
        return List.of(Edit.after(file, lines.size(), List.of("volumes:", "  " + volume + ":")));
    }
}
