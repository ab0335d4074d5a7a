package io.promsh.promql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Prints trees on as many lines as it takes, in the server's pretty form: what fits on a line stays on it, operators stand on
 * lines of their own, two spaces for each level.
 */
public final class PrettyPrinter {
    /** How long a line of the server's pretty form may get, in bytes, before it is split. */
    public static final int LINE = 100;

    /** Deeper levels are not indented further: the output would grow with the square of the input. */
    private static final int MAX_INDENT = 200;

    private final int line;
    private final StringBuilder out = new StringBuilder();

    private PrettyPrinter(int line) {
        this.line = line;
    }

    /** The expression in lines of at most {@value #LINE} bytes where it can be split. */
    public static String print(Expr expr) {
        return print(expr, LINE);
    }

    /** The expression in lines of at most {@code line} bytes where it can be split. */
    public static String print(Expr expr, int line) {
        PrettyPrinter printer = new PrettyPrinter(line);
        printer.append(expr, 0, true);
        return printer.out.toString();
    }

    /** Prints an expression; {@code indented} is false where something already stands on the line. */
    private void append(Expr expr, int level, boolean indented) {
        if (expr instanceof UnaryExpr unary) {
            indent(level, indented);
            out.append(unary.negative() ? '-' : '+');
            append(unary.expr(), level, false);
            return;
        }
        if (expr instanceof BinaryExpr binary) {
            binary(binary, level, indented);
            return;
        }
        if (expr instanceof Subquery subquery) {
            subquery(subquery, level, indented);
            return;
        }
        indent(level, indented);
        if (!isSplit(expr)) {
            out.append(PromqlPrinter.print(expr));
            return;
        }
        out.append(head(expr)).append("(\n");
        List<Expr> inside = expr instanceof AggregateExpr aggregate ? aggregate.arguments() : expr.children();
        for (int i = 0; i < inside.size(); i++) {
            out.append(i > 0 ? ",\n" : "");
            append(inside.get(i), level + 1, true);
        }
        out.append('\n');
        indent(level, true);
        out.append(')');
    }

    private static String head(Expr expr) {
        if (expr instanceof AggregateExpr aggregate) {
            return PromqlPrinter.head(aggregate);
        }
        return expr instanceof Call call ? call.name() : "";
    }

    /** Whether the expression has parentheses to split at and does not fit on a line. */
    private boolean isSplit(Expr expr) {
        boolean splittable = expr instanceof AggregateExpr || expr instanceof Call || expr instanceof ParenExpr;
        return splittable && length(PromqlPrinter.printUpTo(expr, line)) > line;
    }

    private void subquery(Subquery expr, int level, boolean indented) {
        Deque<Subquery> chain = new ArrayDeque<>();
        Expr innermost = expr;
        while (innermost instanceof Subquery subquery) {
            chain.push(subquery);
            innermost = subquery.expr();
        }
        int width = length(PromqlPrinter.printUpTo(innermost, line)) + length(PromqlPrinter.suffix(chain.getFirst()));
        // The server does not indent a subquery that fits.
        append(innermost, level, indented && width > line);
        for (Subquery subquery : chain) {
            out.append(PromqlPrinter.suffix(subquery));
        }
    }

    /** A chain of operators is walked along its left side, for it can be long; each operator on it is one level deeper. */
    private void binary(BinaryExpr expr, int level, boolean indented) {
        List<BinaryExpr> chain = new ArrayList<>();
        Expr leftmost = expr;
        while (leftmost instanceof BinaryExpr binary) {
            chain.add(binary);
            leftmost = binary.lhs();
        }
        int width = length(PromqlPrinter.printUpTo(leftmost, line));
        int split = chain.size();
        while (split > 0) {
            BinaryExpr next = chain.get(split - 1);
            width += length(PromqlPrinter.operator(next)) + 2 + length(PromqlPrinter.printUpTo(next.rhs(), line));
            if (width > line) {
                break;
            }
            split--;
        }
        // From here down the chain stands on one line; above, each operator has lines of its own.
        Expr bottom = split == chain.size() ? leftmost : chain.get(split);
        if (bottom instanceof BinaryExpr) {
            indent(level + split, indented);
            out.append(PromqlPrinter.print(bottom));
        } else {
            append(bottom, level + split, indented);
        }
        for (int i = split - 1; i >= 0; i--) {
            out.append('\n');
            indent(level + i, true);
            out.append(PromqlPrinter.operator(chain.get(i))).append('\n');
            append(chain.get(i).rhs(), level + i + 1, true);
        }
    }

    private void indent(int level, boolean indented) {
        if (indented) {
            out.append("  ".repeat(Math.min(level, MAX_INDENT)));
        }
    }

    /** The length in bytes of the UTF-8 text. */
    private static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
