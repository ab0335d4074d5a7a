package io.promsh.promql.edit;

import io.promsh.promql.edit.EditorScanner.Place;

/**
 * Recursive descent over expressions that closes what is open and goes on, instead of stopping at an error. A token
 * that can follow an expression is taken as the end of whatever is unfinished before it; any other token that does not
 * fit is deleted.
 */
final class ExpressionParser {
    /** Expressions within expressions, counted with their right-hand sides; beyond, text counts as an error. */
    static final int MAX_NESTING = 500;

    private static final int OPERAND_ONLY = Lexeme.POW_PRECEDENCE + 1;

    private final Draft draft;
    private final String text;
    private final EditorScanner ahead;
    private final Brackets brackets;
    private final LabelParser labels;
    private final DurationParser durations;
    private final CallParser calls;
    private int nesting;

    ExpressionParser(Draft draft, String text) {
        this.draft = draft;
        this.text = text;
        this.ahead = new EditorScanner(text);
        this.brackets = Brackets.of(text);
        this.labels = new LabelParser(draft, ahead);
        this.durations = new DurationParser(draft, ahead);
        this.calls = new CallParser(draft, this, labels, ahead);
    }

    void parse() {
        while (!draft.at(Lexeme.END)) {
            if (startsOperand()) {
                expression(0);
            } else if (draft.at(Lexeme.LEFT_BRACKET)) {
                missingOperand();
            } else {
                draft.delete();
            }
        }
        if (draft.mark() == 0) {
            draft.insert();
        }
    }

    /** Whether the next token can begin an expression. */
    boolean startsOperand() {
        if (nesting >= MAX_NESTING) {
            return false;
        }
        return switch (draft.token()) {
            case NUMBER, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUB -> true;
            case WORD -> !draft.keyword().isReserved() || draft.keyword().isNumber();
            default -> false;
        };
    }

    /** An expression whose binary operators bind at least as tightly as a minimum; 0 is any expression. */
    void expression(int minimum) {
        int mark = draft.mark();
        int from = draft.position();
        nesting++;
        operand();
        goOn(minimum, mark, from);
        nesting--;
    }

    /** An expression that should begin here but does not. */
    void missingOperand() {
        int mark = draft.mark();
        int from = draft.position();
        draft.insert(NodeKind.VECTOR_SELECTOR);
        if (!draft.at(Lexeme.RIGHT_PAREN)) {
            goOn(0, mark, from);
        }
    }

    private void goOn(int minimum, int mark, int from) {
        while (!draft.at(Lexeme.END)) {
            int precedence = draft.precedence();
            boolean outer = draft.atPostfix() || draft.at(Lexeme.RIGHT_PAREN) || draft.at(Lexeme.COMMA);
            if (precedence > 0 ? precedence < minimum : outer && minimum > 0) {
                return;
            }
            if (precedence > 0) {
                binary(precedence, mark, from);
            } else if (draft.atPostfix()) {
                durations.postfix(mark, from);
            } else if (draft.atClosing()) {
                return;
            } else if (lacksOperator()) {
                draft.insert();
                expression(OPERAND_ONLY);
                draft.close(NodeKind.BINARY_EXPR, mark, from);
            } else {
                draft.delete();
            }
        }
    }

    /** Whether a whole expression follows here, so that more likely an operator is missing than the expression wrong. */
    private boolean lacksOperator() {
        if (!startsOperand()) {
            return false;
        }
        if (!draft.at(Lexeme.WORD)) {
            return isClosed(draft.position());
        }
        ahead.scan(draft.tokenEnd(), Place.EXPRESSION);
        boolean brace = ahead.lexeme() == Lexeme.LEFT_BRACE;
        boolean call = ahead.lexeme() == Lexeme.LEFT_PAREN && Vocabulary.isCallable(draft.word());
        return (brace || call) && isClosed(ahead.from());
    }

    private boolean isClosed(int position) {
        char c = text.charAt(position);
        return (c == '(' || c == '{') && brackets.match(position).isPresent();
    }

    private void binary(int precedence, int mark, int from) {
        NodeKind operator =
                draft.at(Lexeme.WORD) ? draft.keyword().node() : draft.token().node();
        draft.take(operator == null ? NodeKind.ERROR : operator);
        calls.binaryModifiers();
        boolean toTheRight = precedence == Lexeme.POW_PRECEDENCE;
        rightOperand(toTheRight ? precedence : precedence + 1, NodeKind.BINARY_EXPR, mark, from);
    }

    private void rightOperand(int minimum, NodeKind kind, int mark, int from) {
        while (!startsOperand()) {
            if (draft.follows()) {
                draft.closeMissing(kind, mark, from);
                return;
            }
            draft.delete();
        }
        expression(minimum);
        draft.close(kind, mark, from);
    }

    private void operand() {
        switch (draft.token()) {
            case NUMBER -> draft.literal();
            case STRING -> draft.take(NodeKind.STRING_LITERAL);
            case LEFT_PAREN -> parentheses();
            case LEFT_BRACE -> selector();
            case ADD, SUB -> signed();
            default -> named();
        }
    }

    private void named() {
        if (draft.keyword().isNumber()) {
            draft.literal();
        } else if (!calls.call()) {
            selector();
        }
    }

    private void signed() {
        int mark = draft.mark();
        int from = draft.position();
        int to = draft.tokenEnd();
        draft.take();
        if (draft.atNumber()) {
            signedNumber(mark, from, to);
            return;
        }
        draft.leaf(NodeKind.UNARY_OP, from, to);
        rightOperand(Lexeme.POW_PRECEDENCE, NodeKind.UNARY_EXPR, mark, from);
    }

    /** A sign belongs to its number only at the end and before {@code ^}; elsewhere it is an operator on it. */
    private void signedNumber(int mark, int from, int signEnd) {
        int numberFrom = draft.position();
        int numberEnd = draft.tokenEnd();
        draft.take();
        boolean goesOn = draft.precedence() > 0 || draft.atPostfix() || draft.atClosing();
        if (!goesOn || draft.at(Lexeme.POW)) {
            draft.close(NodeKind.NUMBER_DURATION_LITERAL, mark, from);
            return;
        }
        draft.leaf(NodeKind.UNARY_OP, from, signEnd);
        draft.leaf(NodeKind.NUMBER_DURATION_LITERAL, numberFrom, numberEnd);
        draft.close(NodeKind.UNARY_EXPR, mark, from);
    }

    private void parentheses() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take();
        boolean before = draft.enterParens(false);
        while (!draft.at(Lexeme.RIGHT_PAREN) && !draft.at(Lexeme.END)) {
            if (startsOperand()) {
                break;
            }
            if (draft.at(Lexeme.LEFT_BRACKET)) {
                break;
            }
            draft.delete();
        }
        if (startsOperand()) {
            expression(0);
        } else if (!draft.at(Lexeme.END)) {
            missingOperand();
        }
        draft.leaveParens(before);
        if (draft.at(Lexeme.RIGHT_PAREN)) {
            draft.take();
            draft.close(NodeKind.PAREN_EXPR, mark, from);
            return;
        }
        draft.closeMissing(NodeKind.PAREN_EXPR, mark, from);
    }

    private void selector() {
        int mark = draft.mark();
        int from = draft.position();
        if (draft.at(Lexeme.WORD)) {
            draft.take(NodeKind.IDENTIFIER);
        }
        while (!draft.at(Lexeme.LEFT_BRACE) && !draft.ends()) {
            draft.delete();
        }
        if (draft.at(Lexeme.LEFT_BRACE)) {
            labels.matchers();
        }
        draft.close(NodeKind.VECTOR_SELECTOR, mark, from);
    }
}
