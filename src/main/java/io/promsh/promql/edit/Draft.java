package io.promsh.promql.edit;

import io.promsh.promql.edit.EditorScanner.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree in the making: the token that is next and the finished nodes that still wait for the node around them. A rule
 * of the grammar remembers a {@link #mark()}, takes its tokens and then closes everything since the mark into one node.
 *
 * <p>What does not fit is either {@link #delete() deleted}, which leaves an error node around it, or is taken as a sign
 * that something before it is {@link #missing() missing}, which leaves an empty one.
 */
final class Draft {
    private final EditorScanner scanner;
    private final List<EditorNode> nodes = new ArrayList<>();
    private Place place = Place.EXPRESSION;
    private @Nullable Keyword keyword;
    /** How many nodes there were when the last token was taken or node closed: what came since are errors. */
    private int settled;
    /** Where the last thing taken or deleted ends. */
    private int end;

    private int openParens;
    private boolean commaEnds;

    Draft(String text) {
        this.scanner = new EditorScanner(text);
        scanner.scan(0, place);
    }

    Lexeme token() {
        return scanner.lexeme();
    }

    boolean at(Lexeme wanted) {
        return scanner.lexeme() == wanted;
    }

    /** Where the next token begins. */
    int position() {
        return scanner.from();
    }

    int tokenEnd() {
        return scanner.to();
    }

    String word() {
        return scanner.word();
    }

    Keyword keyword() {
        Keyword known = keyword;
        if (known == null) {
            known = scanner.keyword();
            keyword = known;
        }
        return known;
    }

    /** Says which words the place allows; the next token is read again if that changed. */
    void expect(Place now) {
        if (place != now) {
            place = now;
            scanFrom(scanner.from());
        }
    }

    private void scanFrom(int position) {
        scanner.scan(position, place);
        keyword = null;
    }

    int mark() {
        return nodes.size();
    }

    /** Takes the next token without a node. */
    void take() {
        end = scanner.to();
        settled = nodes.size();
        scanFrom(end);
    }

    /** Takes the next token as a node. */
    void take(NodeKind kind) {
        nodes.add(new EditorNode(kind, scanner.from(), scanner.to(), List.of()));
        take();
    }

    /** Takes the next token as a node within a node. */
    void take(NodeKind outer, NodeKind inner) {
        int mark = mark();
        int from = position();
        take(inner);
        close(outer, mark, from);
    }

    /** Adds a node of tokens that were already taken. */
    void leaf(NodeKind kind, int from, int to) {
        nodes.add(new EditorNode(kind, from, to, List.of()));
        settled = nodes.size();
    }

    /** Makes one node of all since the mark. */
    void close(NodeKind kind, int mark, int from) {
        List<EditorNode> children = nodes.subList(mark, nodes.size());
        int to = Math.max(from, end);
        EditorNode node = new EditorNode(kind, from, to, withComments(children, from, to));
        children.clear();
        nodes.add(node);
        settled = nodes.size();
    }

    /** The children together with the comments between them, which then belong to no node further out. */
    private List<EditorNode> withComments(List<EditorNode> children, int from, int to) {
        List<EditorNode> comments = scanner.comments();
        int last = comments.size();
        while (last > 0 && comments.get(last - 1).to() > to) {
            last--;
        }
        int first = last;
        while (first > 0 && comments.get(first - 1).from() >= from) {
            first--;
        }
        if (first == last) {
            return children;
        }
        List<EditorNode> inside = comments.subList(first, last);
        List<EditorNode> merged = merged(children, inside);
        inside.clear();
        return merged;
    }

    private static List<EditorNode> merged(List<EditorNode> nodes, List<EditorNode> comments) {
        List<EditorNode> merged = new ArrayList<>(nodes.size() + comments.size());
        int next = 0;
        for (EditorNode node : nodes) {
            while (next < comments.size() && comments.get(next).to() <= node.from()) {
                merged.add(comments.get(next++));
            }
            merged.add(node);
        }
        merged.addAll(comments.subList(next, comments.size()));
        return merged;
    }

    /** Makes one node of all since the mark, which lacks its end: it reaches up to the next token. */
    void closeMissing(NodeKind kind, int mark, int from) {
        missing();
        reach();
        close(kind, mark, from);
    }

    /** What is closed next reaches up to the next token. */
    void reach() {
        end = position();
    }

    /** Notes that something is missing here, unless that is clear from an error just before. */
    void missing() {
        if (nodes.size() == settled) {
            insert();
        }
    }

    /** Notes that something is missing here. */
    void insert() {
        nodes.add(new EditorNode(NodeKind.ERROR, position(), position(), List.of()));
        settled = nodes.size();
    }

    /** Puts a node in the place of one that is missing, with the error within. */
    void insert(NodeKind... outerToInner) {
        int mark = mark();
        int from = position();
        insert();
        end = from;
        for (int i = outerToInner.length - 1; i >= 0; i--) {
            close(outerToInner[i], mark, from);
        }
    }

    /** Leaves the next token out of the grammar, in an error node. */
    void delete() {
        NodeKind kind = deletedKind();
        int from = scanner.from();
        int to = scanner.to();
        EditorNode last = nodes.size() > settled ? nodes.get(nodes.size() - 1) : null;
        if (kind != null) {
            nodes.add(new EditorNode(NodeKind.ERROR, from, to, List.of(new EditorNode(kind, from, to, List.of()))));
        } else if (last != null && last.to() >= from) {
            nodes.set(nodes.size() - 1, new EditorNode(NodeKind.ERROR, last.from(), to, last.children()));
        } else {
            nodes.add(new EditorNode(NodeKind.ERROR, from, to, List.of()));
        }
        end = to;
        scanFrom(to);
    }

    private @Nullable NodeKind deletedKind() {
        if (token() != Lexeme.WORD) {
            return token().node();
        }
        if (keyword().isReserved()) {
            return keyword().node();
        }
        return place == Place.LABEL ? NodeKind.LABEL_NAME : NodeKind.IDENTIFIER;
    }

    /** Whether a number is next, in figures or spelled. */
    boolean atNumber() {
        return at(Lexeme.NUMBER) || keyword().isNumber();
    }

    /** Takes the number that is next. */
    void literal() {
        take(NodeKind.NUMBER_DURATION_LITERAL);
    }

    /** Takes a number that may have a sign, if one begins here; after a sign the number may be missing. */
    boolean signedLiteral() {
        if (!token().isSign()) {
            boolean number = atNumber();
            if (number) {
                literal();
            }
            return number;
        }
        int mark = mark();
        int from = position();
        take();
        while (!atNumber()) {
            if (follows()) {
                closeMissing(NodeKind.NUMBER_DURATION_LITERAL, mark, from);
                return true;
            }
            delete();
        }
        take();
        close(NodeKind.NUMBER_DURATION_LITERAL, mark, from);
        return true;
    }

    /** The root of the finished tree. */
    EditorNode finish(NodeKind kind, int length) {
        return new EditorNode(kind, 0, length, withComments(nodes, 0, length));
    }

    /** Enters parentheses; what is returned is to be given to {@link #leaveParens}. */
    boolean enterParens(boolean ofCall) {
        boolean before = commaEnds;
        openParens++;
        commaEnds = ofCall;
        return before;
    }

    void leaveParens(boolean before) {
        openParens--;
        commaEnds = before;
    }

    /** How tightly the next token binds as a binary operator; 0 when it is none. */
    int precedence() {
        return at(Lexeme.WORD) ? keyword().precedence() : token().precedence();
    }

    /** Whether the next token goes on after a complete expression without being an operator. */
    boolean atPostfix() {
        return at(Lexeme.LEFT_BRACKET)
                || at(Lexeme.AT)
                || (at(Lexeme.WORD) && keyword().isPostfix());
    }

    /** Whether the next token ends the innermost parentheses or one of the arguments in them. */
    boolean atClosing() {
        return (at(Lexeme.RIGHT_PAREN) && openParens > 0) || (at(Lexeme.COMMA) && commaEnds);
    }

    /** Whether the next token ends an expression, be it that the token itself fits nowhere. */
    boolean ends() {
        return follows() || at(Lexeme.RIGHT_PAREN) || at(Lexeme.COMMA);
    }

    /** Whether the next token can stand after a complete expression: then what is open before it is closed. */
    boolean follows() {
        return at(Lexeme.END) || precedence() > 0 || atPostfix() || atClosing();
    }
}
