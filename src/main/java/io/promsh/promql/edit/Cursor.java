package io.promsh.promql.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What can stand at a cursor, and which part of the text it would take the place of.
 *
 * @param text the text
 * @param position the cursor, a UTF-16 offset within the text
 * @param contexts what can stand here, in the order it is to be offered; empty when nothing is offered
 * @param from where the word that is completed begins; without meaning when nothing is offered
 * @param to where the text that is replaced ends: the whole word, also what of it is behind the cursor
 */
public record Cursor(String text, int position, List<CursorContext> contexts, int from, int to) {
    /** What a name is made of: while only this is typed, the same options hold. */
    public static final String NAME_PATTERN = "^[a-zA-Z0-9_:]+$";

    public Cursor {
        contexts = List.copyOf(contexts);
    }

    /** Looks at any text; a position outside of it counts as its nearest end. */
    public static Cursor at(String text, int position) {
        return at(EditorTree.of(text), position);
    }

    /** Looks at a text that was already read. */
    public static Cursor at(EditorTree tree, int position) {
        int at = Math.max(0, Math.min(position, tree.text().length()));
        EditorNode node = tree.before(at);
        List<CursorContext> after = AfterBlank.contexts(tree, node, at);
        if (!after.isEmpty()) {
            return new Cursor(tree.text(), at, after, at, at);
        }
        List<CursorContext> contexts = new CursorContexts(tree.text(), node, at).find();
        Replacement replacement = new Replacement(tree.text(), node, at);
        return new Cursor(tree.text(), at, contexts, replacement.from(), replacement.to());
    }

    /** Whether something of a kind can stand here. */
    public boolean allows(ContextKind kind) {
        return contexts.stream().anyMatch(context -> context.kind() == kind);
    }

    /** What was typed of the word, up to the cursor. */
    public String typed() {
        return from <= position ? text.substring(from, position) : "";
    }

    /** Whether the options hold for as long as only {@link #NAME_PATTERN} is typed; if not, ask again at each key. */
    public boolean isName() {
        return contexts.stream().noneMatch(context -> context.kind().isDuration());
    }

    /**
     * All options, not yet narrowed by what was typed, each once; whole expressions last.
     *
     * @param names where the names of the target come from
     */
    public List<Option> options(NameSource names) {
        LinkedHashSet<Option> options = new LinkedHashSet<>();
        NameOptions named = new NameOptions(names, this);
        for (CursorContext context : contexts) {
            options.addAll(context.kind().options().map(OptionSet::options).orElseGet(() -> named.of(context)));
        }
        if (allows(ContextKind.FUNCTION) || allows(ContextKind.AGGREGATION)) {
            options.addAll(OptionSet.SNIPPETS.options());
        }
        return new ArrayList<>(options);
    }
}
