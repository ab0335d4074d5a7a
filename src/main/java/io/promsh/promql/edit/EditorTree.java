package io.promsh.promql.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The tolerant syntax tree of a text being typed: always there, whatever the text, with {@link NodeKind#ERROR} nodes
 * where something is missing or too much.
 *
 * <p>It is not derived from the language's own tree. What can stand at a cursor is decided by the shape of the tree of
 * <em>broken</em> text, and there the web editor's grammar and the language's differ by design: a string that is not
 * closed is a string, {@code offset}, {@code @} and {@code [...]} take the whole binary expression before them, names
 * of functions are plain names unless called. So this is a small tree of its own over its own tokens, made by one pass
 * of recursive descent that never looks back; whether an expression is valid, and what it means, is the
 * {@code promql} package's matter.
 *
 * @param text the text
 * @param root the node of the whole text
 */
public record EditorTree(String text, EditorNode root) {

    /** Reads any text; nesting beyond {@value ExpressionParser#MAX_NESTING} levels is left out as an error. */
    public static EditorTree of(String text) {
        Draft draft = new Draft(text);
        new ExpressionParser(draft, text).parse();
        return new EditorTree(text, draft.finish(NodeKind.PROMQL, text.length()));
    }

    /** Reads any text as the name of a metric and nothing else, as an argument of a command is. */
    public static EditorTree ofMetricName(String text) {
        Draft draft = new Draft(text);
        boolean named = false;
        while (!draft.at(Lexeme.END)) {
            if (!named && draft.at(Lexeme.WORD)) {
                draft.take(NodeKind.IDENTIFIER);
                named = true;
            } else {
                draft.delete();
            }
        }
        if (draft.mark() == 0) {
            draft.insert();
        }
        return new EditorTree(text, draft.finish(NodeKind.METRIC_NAME, text.length()));
    }

    /** The first of children in order that ends after a position, by halving. */
    private static int firstEndingAfter(List<EditorNode> children, int position) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children.get(middle).to() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The innermost node that the text just before a position belongs to.
     *
     * @param position a UTF-16 offset; outside of the text it counts as the nearest end
     */
    public EditorNode before(int position) {
        int at = Math.max(0, Math.min(position, text.length()));
        EditorNode node = root;
        while (true) {
            List<EditorNode> children = node.children();
            int index = firstEndingAfter(children, at - 1);
            while (index < children.size()
                    && children.get(index).from() == children.get(index).to()) {
                index++;
            }
            if (index == children.size() || children.get(index).from() >= at) {
                return node;
            }
            node = children.get(index);
        }
    }

    /** All nodes, each before its children; an expression may be nested deeper than the stack of a thread. */
    List<EditorNode> nodes() {
        List<EditorNode> found = new ArrayList<>();
        Deque<EditorNode> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            EditorNode node = waiting.pop();
            found.add(node);
            List<EditorNode> children = node.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(children.get(i));
            }
        }
        return found;
    }

    /** Whether any place of the text does not fit. */
    public boolean hasError() {
        return nodes().stream().anyMatch(node -> node.is(NodeKind.ERROR));
    }

    /** The tree in the notation of the web editor's tests, such as {@code PromQL(VectorSelector(Identifier))}. */
    public String notation() {
        StringBuilder out = new StringBuilder(label(root));
        Deque<Iterator<EditorNode>> open = new ArrayDeque<>();
        open.push(root.children().iterator());
        String separator = "(";
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                out.append(separator.equals("(") ? "" : ")");
                separator = ", ";
                continue;
            }
            EditorNode child = open.peek().next();
            out.append(separator).append(label(child));
            open.push(child.children().iterator());
            separator = "(";
        }
        return out.toString();
    }

    private String label(EditorNode node) {
        boolean named = node.is(NodeKind.AGGREGATOR) || node.is(NodeKind.FUNCTION);
        return named
                ? Names.ofWord(node.text(text).toLowerCase(Locale.ROOT))
                : node.kind().label();
    }
}
