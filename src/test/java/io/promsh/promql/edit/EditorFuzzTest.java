package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed, and wherever the cursor is: an answer, and soon. */
class EditorFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Provide
    Arbitrary<String> halfTyped() {
        Arbitrary<String> piece = Arbitraries.of(
                "sum",
                "rate",
                "topk",
                "foo",
                "a:b",
                "by",
                "without",
                "on",
                "ignoring",
                "group_left",
                "bool",
                "and",
                "or",
                "offset",
                "@",
                "start",
                "end",
                "step",
                "min_of",
                "fill",
                "inf",
                "nan",
                "anchored",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "=",
                "!=",
                "=~",
                "!~",
                "!",
                "==",
                ">",
                "</",
                "+",
                "-",
                "*",
                "^",
                "%",
                "/",
                "\"x\"",
                "\"",
                "'",
                "`",
                "\\",
                "5m",
                "1h30m",
                "5",
                "1e3",
                "0x1f",
                ".",
                "#",
                "\n",
                " ",
                "\u00e9",
                "\ud83d\ude00",
                "\ud83d");
        return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 20000)
    void answersForHalfTypedText(@ForAll("halfTyped") String text, @ForAll int position) {
        answers(text, position);
        answers(text, text.isEmpty() ? 0 : Math.floorMod(position, text.length() + 1));
    }

    @Property(tries = 1000)
    void answersForAnyText(@ForAll String text, @ForAll int position) {
        answers(text, position);
    }

    private static void answers(String text, int position) {
        EditorTree tree = EditorTree.of(text);
        staysInside(tree.root(), text.length());
        Cursor cursor = Cursor.at(tree, position);
        if (!cursor.contexts().isEmpty()) {
            assertTrue(0 <= cursor.from() && cursor.from() <= cursor.position(), cursor::toString);
            assertTrue(cursor.position() <= cursor.to() && cursor.to() <= text.length(), cursor::toString);
        }
        cursor.options(NameSource.NONE);
        Linter.check(text);
        Linter.checkDocument(text);
        inOrder(Highlight.tokens(tree), text.length());
        Brackets.match(text, position);
        Incomplete.isOpen(text);
        Marks marks = Marks.of(text);
        marks.messageAt(position);
        for (Marks.Mark mark : marks.marks()) {
            assertTrue(0 <= mark.from() && mark.from() < mark.to() && mark.to() <= text.length(), mark::toString);
        }
    }

    private static void staysInside(EditorNode node, int length) {
        assertTrue(0 <= node.from() && node.from() <= node.to() && node.to() <= length, node::toString);
        int end = node.from();
        for (EditorNode child : node.children()) {
            assertTrue(end <= child.from() && child.to() <= node.to(), () -> child + " in " + node);
            end = child.to();
            staysInside(child, length);
        }
    }

    private static void inOrder(List<TokenSpan> spans, int length) {
        int end = 0;
        for (TokenSpan span : spans) {
            assertTrue(end <= span.from() && span.from() < span.to() && span.to() <= length, span::toString);
            end = span.to();
        }
    }

    @Example
    void answersSoonForLongAndDeepText() {
        List<String> texts = List.of(
                "(",
                "sum(",
                "foo{",
                "foo[",
                "{",
                "[",
                "-",
                "a+",
                "a^",
                "a or ",
                "foo bar ",
                "sum ",
                "sum(a) by ",
                "a[5m]",
                "\"",
                "`",
                "#\n",
                "# x\na+",
                "offset ",
                "a offset -",
                "(a)",
                "a[(",
                "a{b=",
                "a{\"b\" ",
                ")",
                "]",
                "}",
                "1 (",
                "foo{a b=",
                "min_of(",
                "a[min_of(",
                "by (a) ",
                "\ud83d\ude00",
                "([{",
                "\\",
                "a,",
                "5m",
                "$");
        for (String text : texts) {
            String longText = text.repeat(100_000 / text.length());
            assertTimeoutPreemptively(SOON, () -> answersAtEnd(longText), text);
        }
    }

    private static void answersAtEnd(String text) {
        EditorTree tree = EditorTree.of(text);
        Cursor.at(tree, text.length());
        Cursor.at(tree, text.length() / 2);
        Highlight.tokens(tree);
        Linter.checkDocument(text);
        Incomplete.isOpen(text);
        assertEquals(text.length(), tree.root().to());
    }
}
