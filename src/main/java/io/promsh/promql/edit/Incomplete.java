package io.promsh.promql.edit;

/** Whether a line goes on: what the key that enters a line decides by. */
public final class Incomplete {
    private Incomplete() {}

    /**
     * Whether a bracket or quote is open or something is still missing at the end, such as the right side of an
     * operator. Comments play no part.
     */
    public static boolean isOpen(String text) {
        return hasOpenQuote(text)
                || Brackets.of(text).isOpen()
                || lacksEnd(EditorTree.of(text).root());
    }

    private static boolean hasOpenQuote(String text) {
        for (int i = 0; i < text.length(); i = Quotes.skip(text, i)) {
            if (Quotes.isUnclosed(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lacksEnd(EditorNode root) {
        EditorNode node = root.lastChild();
        while (node != null) {
            EditorNode last = node.lastChild();
            if (last != null && last.is(NodeKind.ERROR) && last.from() == last.to() && last.to() == root.to()) {
                return true;
            }
            node = last;
        }
        return false;
    }
}
