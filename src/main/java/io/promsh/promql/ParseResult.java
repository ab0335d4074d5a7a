package io.promsh.promql;

import java.util.List;

/**
 * What the parser made of an input.
 *
 * @param source the input, for positions in bytes
 * @param expr the tree; never null, with {@link ErrorExpr} nodes where something is missing or broken
 * @param errors what is wrong, in the order in which the server finds it; empty for a valid expression
 */
public record ParseResult(SourceText source, Expr expr, List<ParseError> errors) {

    public boolean isValid() {
        return errors.isEmpty();
    }

    /** Where a node starts, in bytes of the UTF-8 text. */
    public int byteStart(Expr node) {
        return source.byteOffset(node.textStart());
    }

    /** Where a node ends (exclusive), in bytes of the UTF-8 text. */
    public int byteEnd(Expr node) {
        return source.byteOffset(node.textEnd());
    }
}
