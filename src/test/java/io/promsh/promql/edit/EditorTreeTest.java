package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EditorTreeTest {
    private static String tree(String text) {
        return EditorTree.of(text).notation();
    }

    @Test
    void leavesWordsThatDoNotFitInErrors() {
        assertEquals("PromQL(VectorSelector(Identifier, \u26a0(Identifier)))", tree("metric unle"));
        assertEquals(
                "PromQL(AggregateExpr(AggregateOp(Sum), FunctionCallBody(VectorSelector(Identifier)), \u26a0(Identifier)))",
                tree("sum(a) b"));
    }

    @Test
    void closesWhatIsOpenAtTheEnd() {
        assertEquals("PromQL(BinaryExpr(VectorSelector(Identifier), Add, \u26a0))", tree("a +"));
        assertEquals("PromQL(AggregateExpr(AggregateOp(Sum), FunctionCallBody(\u26a0)))", tree("sum("));
    }

    @Test
    void closesWhatIsOpenBeforeAnOperator() {
        assertEquals(
                "PromQL(BinaryExpr(VectorSelector(Identifier, LabelMatchers(UnquotedLabelMatcher(LabelName, \u26a0), \u26a0)), "
                        + "Div, VectorSelector(Identifier)))",
                tree("foo{a / bar"));
    }

    @Test
    void readsAMissingOperatorBetweenTwoExpressions() {
        assertEquals(
                "PromQL(BinaryExpr(ParenExpr(VectorSelector(Identifier)), \u26a0, ParenExpr(VectorSelector(Identifier))))",
                tree("(a) (b)"));
    }

    @Test
    void keepsCommentsWhereTheyStand() {
        assertEquals("PromQL(VectorSelector(Identifier), LineComment)", tree("a # b"));
        assertEquals(
                "PromQL(BinaryExpr(VectorSelector(Identifier), Add, LineComment, VectorSelector(Identifier)))",
                tree("a + # first\nb"));
        assertEquals("PromQL(LineComment, \u26a0)", tree("# nothing"));
    }

    @Test
    void takesFunctionNamesForMetricsUnlessCalled() {
        assertEquals("PromQL(VectorSelector(Identifier))", tree("rate"));
        assertEquals("PromQL(FunctionCall(FunctionIdentifier(Rate), FunctionCallBody(\u26a0)))", tree("rate("));
        assertEquals("PromQL(VectorSelector(Identifier, LabelMatchers))", tree("sum{}"));
    }

    @Test
    void findsTheNodeBeforeThePosition() {
        EditorTree tree = EditorTree.of("sum(foo) + bar");
        assertEquals(NodeKind.PROMQL, tree.before(0).kind());
        assertEquals(NodeKind.AGGREGATOR, tree.before(3).kind());
        assertEquals(NodeKind.FUNCTION_CALL_BODY, tree.before(4).kind());
        assertEquals(NodeKind.IDENTIFIER, tree.before(5).kind());
        assertEquals(NodeKind.FUNCTION_CALL_BODY, tree.before(8).kind());
        assertEquals(NodeKind.ADD, tree.before(10).kind());
        assertEquals(NodeKind.IDENTIFIER, tree.before(99).kind());
    }

    @Test
    void endsNestingWithAnErrorInsteadOfTheStack() {
        String deep = "(".repeat(100_000) + "a" + ")".repeat(100_000);
        assertTrue(EditorTree.of(deep).hasError());
        assertFalse(EditorTree.of("(".repeat(400) + "a" + ")".repeat(400)).hasError());
        assertFalse(EditorTree.of("a" + " + a".repeat(50_000)).hasError());
    }
}
