package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import io.promsh.audit.source.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service as all files together describe it.
 *
 * @param key its name with its place
 * @param node what it says, forms unified: see {@link ListOrMap}
 * @param isActive whether {@code up} starts it: it has no profile, or one that is on
 * @param fileVariables the variables that its {@code env_file}s give it
 */
public record ComposeService(Scalar key, Mapping node, boolean isActive, Map<String, String> fileVariables) {
    public ComposeService {
        fileVariables = Map.copyOf(fileVariables);
    }

    /** Returns its name. */
    public String name() {
        return key.text();
    }

    /** Returns where it begins. */
    public Place place() {
        return key.place();
    }

    /** Returns the image as written, or an empty string when it is only built. */
    public String image() {
        return node.text("image");
    }

    /** Returns where the image is written, else where the service begins. */
    public Place imagePlace() {
        return placeOf("image");
    }

    /** Returns where a key's value is written, else where the service begins. */
    public Place placeOf(String... keys) {
        return node.at(keys).map(Node::place).orElse(place());
    }

    /** Returns the words of the command, each with its place; none when the image's own is used. */
    public List<Scalar> command() {
        return words("command");
    }

    /** Returns the words of the entrypoint, each with its place. */
    public List<Scalar> entrypoint() {
        return words("entrypoint");
    }

    private List<Scalar> words(String key) {
        Node value = node.get(key).orElse(null);
        List<Scalar> words = new ArrayList<>();
        if (value instanceof Scalar scalar && !scalar.isNull()) {
            ShellWords.split(scalar.text()).forEach(word -> words.add(scalar.withText(word)));
        } else if (value instanceof Sequence sequence) {
            sequence.items().stream().filter(Scalar.class::isInstance).forEach(item -> words.add((Scalar) item));
        }
        return words;
    }

    /** Returns the words of the command as text. */
    public List<String> commandWords() {
        return command().stream().map(Scalar::text).toList();
    }

    /** Returns the variables written under {@code environment:}, each with its place. */
    public Map<String, Scalar> environment() {
        Map<String, Scalar> variables = new LinkedHashMap<>();
        for (Mapping.Entry entry : node.entries("environment")) {
            if (entry.value() instanceof Scalar scalar) {
                variables.put(entry.name(), scalar);
            }
        }
        return variables;
    }

    /** Returns all variables that the container gets: {@code environment:} wins over the files. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(fileVariables);
        environment().forEach((name, value) -> variables.put(name, value.text()));
        return variables;
    }

    /** Returns the mounts. */
    public List<MountLine> mounts() {
        return MountLine.of(node);
    }

    /** Returns the mount on which a path lies, the deepest where several cover it, or empty. */
    public Optional<MountLine> mountFor(String path) {
        return mounts().stream()
                .filter(mount -> mount.covers(path))
                .max(java.util.Comparator.comparingInt(mount -> mount.target().length()));
    }

    /** Returns the services and containers whose volumes it takes over. */
    public boolean takesVolumesOfOthers() {
        return !node.items("volumes_from").isEmpty();
    }

    /** Returns the published ports. */
    public List<PortLine> ports() {
        return PortLine.of(node);
    }

    /** Returns the services that it starts after. */
    public List<Mapping.Entry> dependencies() {
        return node.entries("depends_on");
    }

    /** Returns the last line of the service in the file where it begins. */
    public int endLine() {
        return node.endLine();
    }
}
