package io.promsh.promql.edit;

import io.promsh.promql.edit.EditorScanner.Place;

/** The part of the descent that reads what goes on after an expression: ranges, subqueries, offset and {@code @}. */
final class DurationParser {
    private static final int ADDITION = 4;

    private final Draft draft;
    private final EditorScanner ahead;
    private int openParens;
    private int nesting;

    DurationParser(Draft draft, EditorScanner ahead) {
        this.draft = draft;
        this.ahead = ahead;
    }

    /** Closes the expression since the mark together with what goes on after it here. */
    void postfix(int mark, int from) {
        switch (draft.token()) {
            case LEFT_BRACKET -> brackets(mark, from);
            case AT -> at(mark, from);
            default -> word(mark, from);
        }
    }

    private void word(int mark, int from) {
        switch (draft.keyword()) {
            case ANCHORED -> {
                draft.take(NodeKind.ANCHORED);
                draft.close(NodeKind.ANCHORED_EXPR, mark, from);
            }
            case SMOOTHED -> {
                draft.take(NodeKind.SMOOTHED);
                draft.close(NodeKind.SMOOTHED_EXPR, mark, from);
            }
            default -> offset(mark, from);
        }
    }

    private void offset(int mark, int from) {
        draft.take(NodeKind.OFFSET);
        while (!startsDuration()) {
            if (draft.follows()) {
                draft.closeMissing(NodeKind.OFFSET_EXPR, mark, from);
                return;
            }
            draft.delete();
        }
        offsetDuration();
        draft.close(NodeKind.OFFSET_EXPR, mark, from);
    }

    private void offsetDuration() {
        if (!draft.token().isSign()) {
            primary(NodeKind.OFFSET_DURATION_EXPR);
            return;
        }
        int mark = draft.mark();
        int from = draft.position();
        draft.take(NodeKind.UNARY_OP);
        while (!startsDuration()) {
            if (draft.follows()) {
                draft.closeMissing(NodeKind.OFFSET_DURATION_EXPR, mark, from);
                return;
            }
            draft.delete();
        }
        nesting++;
        offsetDuration();
        nesting--;
        draft.close(NodeKind.OFFSET_DURATION_EXPR, mark, from);
    }

    private void at(int mark, int from) {
        draft.take(NodeKind.AT);
        while (!draft.signedLiteral()) {
            if (draft.keyword() == Keyword.START || draft.keyword() == Keyword.END) {
                NodeKind word = draft.keyword() == Keyword.START ? NodeKind.AT_START : NodeKind.AT_END;
                draft.take(NodeKind.AT_MODIFIER_PREPROCESSORS, word);
                emptyParentheses(NodeKind.STEP_INVARIANT_EXPR, mark, from);
                return;
            }
            if (draft.follows()) {
                draft.closeMissing(NodeKind.STEP_INVARIANT_EXPR, mark, from);
                return;
            }
            draft.delete();
        }
        draft.close(NodeKind.STEP_INVARIANT_EXPR, mark, from);
    }

    private void brackets(int mark, int from) {
        draft.take();
        while (!startsDuration()) {
            if (lacksRange()) {
                insertDuration();
                break;
            }
            if (draft.follows()) {
                draft.closeMissing(NodeKind.MATRIX_SELECTOR, mark, from);
                return;
            }
            draft.delete();
        }
        if (startsDuration()) {
            duration(0);
        }
        draft.expect(Place.LABEL);
        while (!draft.at(Lexeme.RIGHT_BRACKET) && !draft.at(Lexeme.COLON)) {
            if (draft.follows()) {
                draft.expect(Place.EXPRESSION);
                draft.closeMissing(NodeKind.MATRIX_SELECTOR, mark, from);
                return;
            }
            draft.delete();
        }
        boolean subquery = draft.at(Lexeme.COLON);
        draft.take();
        draft.expect(Place.EXPRESSION);
        if (subquery) {
            resolution(mark, from);
            return;
        }
        draft.close(NodeKind.MATRIX_SELECTOR, mark, from);
    }

    /** Whether the brackets go on here as if there were a duration before. */
    private boolean lacksRange() {
        if (draft.at(Lexeme.RIGHT_BRACKET) || (isArithmetic() && !draft.token().isSign())) {
            return true;
        }
        if (!atColon()) {
            return false;
        }
        ahead.scan(draft.tokenEnd(), Place.EXPRESSION);
        return ahead.lexeme() != Lexeme.END;
    }

    private void insertDuration() {
        int mark = draft.mark();
        int from = draft.position();
        draft.insert(NodeKind.DURATION_EXPR, NodeKind.NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT);
        operators(0, mark, from);
    }

    private void resolution(int mark, int from) {
        boolean given = false;
        while (!draft.at(Lexeme.RIGHT_BRACKET)) {
            if (!given && startsDuration()) {
                duration(0);
                given = true;
            } else if (draft.follows() && !isArithmetic()) {
                draft.closeMissing(NodeKind.SUBQUERY_EXPR, mark, from);
                return;
            } else {
                draft.delete();
            }
        }
        draft.take();
        draft.close(NodeKind.SUBQUERY_EXPR, mark, from);
    }

    private boolean startsDuration() {
        if (nesting >= ExpressionParser.MAX_NESTING) {
            return false;
        }
        return switch (draft.token()) {
            case NUMBER, ADD, SUB, LEFT_PAREN -> true;
            case WORD -> draft.keyword().isNumber() || Vocabulary.isDurationFunction(draft.word());
            default -> false;
        };
    }

    private boolean isArithmetic() {
        return draft.token().precedence() >= ADDITION;
    }

    /** Whether a colon is next, alone or as the beginning of a word. */
    private boolean atColon() {
        return draft.at(Lexeme.COLON) || (draft.at(Lexeme.WORD) && draft.word().startsWith(":"));
    }

    /** Whether the next token ends a duration that is not complete. */
    private boolean ends() {
        return draft.at(Lexeme.RIGHT_BRACKET)
                || atColon()
                || (draft.at(Lexeme.RIGHT_PAREN) && openParens > 0)
                || draft.follows();
    }

    private void duration(int minimum) {
        int mark = draft.mark();
        int from = draft.position();
        nesting++;
        if (draft.token().isSign()) {
            draft.take(NodeKind.UNARY_OP);
            right(Lexeme.POW_PRECEDENCE, mark, from);
        } else {
            primary(NodeKind.DURATION_EXPR);
        }
        operators(minimum, mark, from);
        nesting--;
    }

    private void operators(int minimum, int mark, int from) {
        while (isArithmetic() && draft.precedence() >= minimum) {
            int precedence = draft.precedence();
            NodeKind operator = draft.token().node();
            draft.take(operator == null ? NodeKind.ERROR : operator);
            right(precedence == Lexeme.POW_PRECEDENCE ? precedence : precedence + 1, mark, from);
        }
    }

    private void right(int minimum, int mark, int from) {
        while (!startsDuration()) {
            if (ends()) {
                draft.closeMissing(NodeKind.DURATION_EXPR, mark, from);
                return;
            }
            draft.delete();
        }
        duration(minimum);
        draft.close(NodeKind.DURATION_EXPR, mark, from);
    }

    private void primary(NodeKind kind) {
        int mark = draft.mark();
        int from = draft.position();
        if (draft.atNumber()) {
            draft.take(NodeKind.NUMBER_DURATION_LITERAL_IN_DURATION_CONTEXT);
            draft.close(kind, mark, from);
            return;
        }
        if (draft.at(Lexeme.LEFT_PAREN)) {
            draft.take();
            arguments(kind, mark, from, 1);
            return;
        }
        switch (draft.word()) {
            case "step" -> {
                draft.take(NodeKind.DURATION_STEP);
                emptyParentheses(kind, mark, from);
            }
            case "range" -> {
                draft.take(NodeKind.DURATION_RANGE);
                emptyParentheses(kind, mark, from);
            }
            case "min_of" -> {
                draft.take(NodeKind.DURATION_MIN_OF);
                twoDurations(kind, mark, from);
            }
            default -> {
                draft.take(NodeKind.DURATION_MAX_OF);
                twoDurations(kind, mark, from);
            }
        }
    }

    private void emptyParentheses(NodeKind kind, int mark, int from) {
        if (!opens(kind, mark, from)) {
            return;
        }
        while (!draft.at(Lexeme.RIGHT_PAREN)) {
            if (ends()) {
                draft.closeMissing(kind, mark, from);
                return;
            }
            draft.delete();
        }
        draft.take();
        draft.close(kind, mark, from);
    }

    /** Takes the opening parenthesis; without one the node is closed and false returned. */
    private boolean opens(NodeKind kind, int mark, int from) {
        while (!draft.at(Lexeme.LEFT_PAREN)) {
            if (ends()) {
                draft.closeMissing(kind, mark, from);
                return false;
            }
            draft.delete();
        }
        draft.take();
        return true;
    }

    private void twoDurations(NodeKind kind, int mark, int from) {
        if (opens(kind, mark, from)) {
            arguments(kind, mark, from, 2);
        }
    }

    /** Durations parted by commas up to the closing parenthesis; the opening one is taken. */
    private void arguments(NodeKind kind, int mark, int from, int count) {
        openParens++;
        boolean complete = argument();
        for (int i = 1; i < count && complete; i++) {
            complete = comma() && argument();
        }
        while (complete && !draft.at(Lexeme.RIGHT_PAREN)) {
            if (ends()) {
                complete = false;
                break;
            }
            draft.delete();
        }
        openParens--;
        if (complete) {
            draft.take();
            draft.close(kind, mark, from);
            return;
        }
        draft.closeMissing(kind, mark, from);
    }

    private boolean argument() {
        while (!startsDuration()) {
            if (draft.at(Lexeme.RIGHT_PAREN)) {
                insertDuration();
                return true;
            }
            if (ends()) {
                return false;
            }
            draft.delete();
        }
        duration(0);
        return true;
    }

    private boolean comma() {
        while (!draft.at(Lexeme.COMMA)) {
            if (startsDuration()) {
                draft.insert();
                return true;
            }
            if (ends() && !draft.at(Lexeme.RIGHT_PAREN)) {
                return false;
            }
            draft.delete();
        }
        draft.take();
        return true;
    }
}
