package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Library panels in JSON files: as Grafana's library interface answers them, one or a list of them a file. */
public final class LibraryPanelFiles implements LibraryPanels {
    private final List<JsonNode> panels = new ArrayList<>();

    /** Reads files, and of folders the files directly in them whose names end in {@code .json}. */
    public LibraryPanelFiles(List<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files(path).forEach(this::tryRead);
            } else {
                read(path);
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failure.failed("cannot list '" + folder + "'", "give a folder that can be read, or a file")
                    .withCause(e);
        }
    }

    /** A folder may hold other JSON as well. */
    private void tryRead(Path file) {
        try {
            read(file);
        } catch (Failure failure) {
            // Not a library panel, so none that could be missed: what is missing is told with its name.
        }
    }

    private void read(Path file) {
        String what = "'" + file + "'";
        JsonNode root;
        try {
            root = Json.parse(Files.readString(file), what);
        } catch (IOException e) {
            throw Failure.failed(
                            "cannot read " + what, "give --library the JSON of a library panel, or a folder of them")
                    .withCause(e);
        }
        JsonNode result = Json.first(Json.at(root, "result"), root);
        JsonNode list = Json.at(result, "elements");
        if (list.isArray()) {
            list.forEach(panels::add);
        } else {
            panels.add(result);
        }
    }

    @Override
    public Optional<String> find(String uid, String name) {
        for (JsonNode panel : panels) {
            String own = Json.text(panel, "uid");
            String resource = Json.text(panel, "metadata", "name");
            boolean isSame = !uid.isEmpty() && (uid.equals(own) || uid.equals(resource));
            boolean hasName = !name.isEmpty()
                    && (name.equals(Json.text(panel, "name")) || name.equals(Json.text(panel, "spec", "title")));
            if (isSame || (uid.isEmpty() && hasName)) {
                return Optional.of(panel.toString());
            }
        }
        return Optional.empty();
    }
}
