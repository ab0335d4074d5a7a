package io.promsh.audit.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML 1.2 as a tree: no objects are made of it; merge keys ({@code <<}) are filled in, and aliases cannot blow it up. */
final class YamlTree {
    /** A file with more is refused: aliases of aliases can make billions of a few lines. */
    private static final int MOST_NODES = 300_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setMaxAliasesForCollections(200).build();

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;

    YamlTree(Path file) {
        this.file = file;
    }

    Document read(String text) {
        try {
            List<Node> roots = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node root : new Compose(SETTINGS).composeAllFromString(text)) {
                roots.add(convert(root));
            }
            Optional<Node> root = roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(0));
            return new Document(file, root, problems);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(Place.line(file, 1));
            return Document.unreadable(place, "not YAML: " + e.getProblem());
        } catch (StackOverflowError e) {
            return Document.unreadable(Place.line(file, 1), "not YAML that can be read: it is nested too deeply");
        } catch (YamlEngineException | TooMany e) {
            return Document.unreadable(Place.line(file, 1), "not YAML that can be read: " + firstLine(e));
        }
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.lines().findFirst().orElse("");
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
        if (++nodes > MOST_NODES) {
            throw new TooMany("it has more than " + MOST_NODES + " parts once its aliases are filled in");
        }
        if (node.isRecursive()) {
            throw new TooMany("an alias holds itself");
        }
        Place place = node.getStartMark().map(this::place).orElse(Place.line(file, 1));
        if (node instanceof ScalarNode scalar) {
            boolean isOneLine = scalar.isPlain() || scalar.getValue().indexOf('\n') < 0;
            int end = isOneLine
                    ? place.line()
                    : place.line() + (int) scalar.getValue().lines().count();
            return new Scalar(scalar.getValue(), scalar.isPlain(), false, place, end, tag(node));
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>(sequence.getValue().size());
            sequence.getValue().forEach(item -> items.add(convert(item)));
            return new Sequence(items, place, lastLine(place, items), tag(node));
        }
        return mapping((MappingNode) node, place);
    }

    private Mapping mapping(MappingNode node, Place place) {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        List<Mapping.Entry> merged = new ArrayList<>();
        List<Node> own = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = tuple.getKeyNode().getStartMark().map(this::place).orElse(place);
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(new Problem(Problem.Kind.UNKNOWN_KEY, keyPlace, "a key that is no word"));
                continue;
            }
            Node value = convert(tuple.getValueNode());
            if (keyNode.isPlain() && keyNode.getValue().equals("<<")) {
                merged.addAll(mergedEntries(value));
                continue;
            }
            Scalar key = new Scalar(keyNode.getValue(), keyNode.isPlain(), false, keyPlace, keyPlace.line(), "");
            own.add(key);
            own.add(value);
            if (entries.put(key.text(), new Mapping.Entry(key, value)) != null) {
                problems.add(new Problem(
                        Problem.Kind.DUPLICATE_KEY,
                        keyPlace,
                        "the key '" + key.text() + "' stands here a second time"));
            }
        }
        merged.forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        return new Mapping(List.copyOf(entries.values()), place, lastLine(place, own), tag(node));
    }

    private static List<Mapping.Entry> mergedEntries(Node value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream()
                    .flatMap(item -> mergedEntries(item).stream())
                    .toList();
        }
        return value.entries();
    }

    /** An alias's parts lie elsewhere, mostly above: they do not count. */
    private static int lastLine(Place place, List<Node> parts) {
        int last = place.line();
        for (Node part : parts) {
            if (part.place().line() >= place.line()) {
                last = Math.max(last, part.endLine());
            }
        }
        return last;
    }

    private static String tag(org.snakeyaml.engine.v2.nodes.Node node) {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? tag : "";
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(String message) {
            super(message, null, false, false);
        }
    }
}
