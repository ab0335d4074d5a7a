package io.promsh.promql.edit;

import io.promsh.promql.edit.EditorScanner.Place;

/** The part of the descent that reads labels: the matchers of a selector and the lists of names of modifiers. */
final class LabelParser {
    /** What comes after a list of labels: its beginning ends a list that was not closed. */
    enum After {
        /** The arguments of the aggregation. */
        ARGUMENTS,
        /** The right side of an operator. */
        OPERAND,
        /** The rest of the expression. */
        EXPRESSION
    }

    private final Draft draft;
    private final EditorScanner ahead;

    LabelParser(Draft draft, EditorScanner ahead) {
        this.draft = draft;
        this.ahead = ahead;
    }

    /** The matchers in braces. */
    void matchers() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take();
        boolean wantsMatcher = true;
        while (!draft.at(Lexeme.RIGHT_BRACE)) {
            draft.expect(wantsMatcher ? Place.LABEL : Place.EXPRESSION);
            if (draft.at(Lexeme.RIGHT_BRACE)) {
                break;
            }
            if (wantsMatcher ? endsBeforeMatcher() : endsAfterMatcher()) {
                draft.expect(Place.EXPRESSION);
                draft.closeMissing(NodeKind.LABEL_MATCHERS, mark, from);
                return;
            }
            wantsMatcher = matcherOrComma(wantsMatcher);
        }
        draft.expect(Place.EXPRESSION);
        draft.take();
        draft.close(NodeKind.LABEL_MATCHERS, mark, from);
    }

    private boolean endsBeforeMatcher() {
        return !draft.at(Lexeme.WORD)
                && !draft.at(Lexeme.COMMA)
                && !draft.token().isMatchOperator()
                && draft.follows();
    }

    private boolean endsAfterMatcher() {
        return !draft.at(Lexeme.COMMA) && draft.follows();
    }

    /** One step within the braces; says whether a matcher is wanted next. */
    private boolean matcherOrComma(boolean wantsMatcher) {
        if (!wantsMatcher) {
            if (draft.at(Lexeme.COMMA)) {
                draft.take();
                return true;
            }
            if (!lacksComma()) {
                draft.delete();
                return false;
            }
            draft.insert();
            draft.expect(Place.LABEL);
        }
        if (draft.at(Lexeme.WORD)) {
            unquoted();
            return false;
        }
        if (draft.at(Lexeme.STRING)) {
            quoted();
            return false;
        }
        draft.delete();
        return true;
    }

    /** Whether a whole matcher follows here, so that more likely a comma is missing than the matcher wrong. */
    private boolean lacksComma() {
        if (!draft.at(Lexeme.WORD) && !draft.at(Lexeme.STRING)) {
            return false;
        }
        ahead.scan(draft.tokenEnd(), Place.MATCHER);
        return ahead.lexeme().isMatchOperator();
    }

    private void unquoted() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(NodeKind.LABEL_NAME);
        draft.expect(Place.MATCHER);
        while (!draft.token().isMatchOperator()) {
            if (draft.at(Lexeme.STRING)) {
                draft.insert(NodeKind.MATCH_OP);
                value(NodeKind.UNQUOTED_LABEL_MATCHER, mark, from);
                return;
            }
            if (endsMatcher() && !isWrongOperator()) {
                draft.closeMissing(NodeKind.UNQUOTED_LABEL_MATCHER, mark, from);
                return;
            }
            draft.delete();
        }
        operatorAndValue(NodeKind.UNQUOTED_LABEL_MATCHER, mark, from);
    }

    /** Whether an operator of expressions stands in the place of one of matchers: then the rest of one follows. */
    private boolean isWrongOperator() {
        if (draft.token().precedence() == 0) {
            return false;
        }
        ahead.scan(draft.tokenEnd(), Place.MATCHER);
        return ahead.lexeme() == Lexeme.STRING || ahead.lexeme().isMatchOperator();
    }

    private void quoted() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(NodeKind.QUOTED_LABEL_NAME, NodeKind.STRING_LITERAL);
        draft.expect(Place.MATCHER);
        if (!operatorFollows()) {
            return;
        }
        while (!draft.token().isMatchOperator()) {
            draft.delete();
        }
        operatorAndValue(NodeKind.QUOTED_LABEL_MATCHER, mark, from);
    }

    /** Whether an operator follows, with nothing but words that are too much before it. */
    private boolean operatorFollows() {
        ahead.scan(draft.position(), Place.MATCHER);
        while (ahead.lexeme() == Lexeme.WORD || ahead.lexeme() == Lexeme.STRING || ahead.lexeme() == Lexeme.NUMBER) {
            ahead.scan(ahead.to(), Place.MATCHER);
        }
        return ahead.lexeme().isMatchOperator();
    }

    private void operatorAndValue(NodeKind kind, int mark, int from) {
        NodeKind operator = draft.token().node();
        draft.take(NodeKind.MATCH_OP, operator == null ? NodeKind.ERROR : operator);
        value(kind, mark, from);
    }

    private void value(NodeKind kind, int mark, int from) {
        while (!draft.at(Lexeme.STRING)) {
            if (endsMatcher()) {
                draft.closeMissing(kind, mark, from);
                return;
            }
            draft.delete();
        }
        draft.take(NodeKind.STRING_LITERAL);
        draft.close(kind, mark, from);
    }

    private boolean endsMatcher() {
        return draft.at(Lexeme.RIGHT_BRACE)
                || draft.at(Lexeme.COMMA)
                || (draft.follows() && !draft.token().isMatchOperator());
    }

    /** The names in parentheses. */
    void grouping(After after) {
        int mark = draft.mark();
        int from = draft.position();
        draft.take();
        boolean wantsName = true;
        while (!draft.at(Lexeme.RIGHT_PAREN)) {
            draft.expect(wantsName ? Place.LABEL : Place.MATCHER);
            boolean name = wantsName && (draft.at(Lexeme.WORD) || draft.at(Lexeme.STRING));
            if (!name && endsGrouping(after)) {
                draft.expect(Place.EXPRESSION);
                draft.closeMissing(NodeKind.GROUPING_LABELS, mark, from);
                return;
            }
            if (name) {
                name();
                wantsName = false;
            } else if (!wantsName && draft.at(Lexeme.COMMA)) {
                draft.take();
                wantsName = true;
            } else {
                draft.delete();
            }
        }
        draft.expect(Place.EXPRESSION);
        draft.take();
        draft.close(NodeKind.GROUPING_LABELS, mark, from);
    }

    private void name() {
        if (draft.at(Lexeme.WORD)) {
            draft.take(NodeKind.LABEL_NAME);
            return;
        }
        draft.take(NodeKind.QUOTED_LABEL_NAME, NodeKind.STRING_LITERAL);
    }

    private boolean endsGrouping(After after) {
        if (draft.at(Lexeme.COMMA)) {
            return false;
        }
        if (draft.follows()) {
            return true;
        }
        return switch (after) {
            case ARGUMENTS -> draft.at(Lexeme.LEFT_PAREN);
            case OPERAND ->
                draft.at(Lexeme.LEFT_PAREN)
                        || (draft.at(Lexeme.WORD) && !draft.keyword().isReserved());
            case EXPRESSION -> false;
        };
    }

    /** One name without the parentheses around it. */
    void lackingParentheses() {
        int mark = draft.mark();
        int from = draft.position();
        draft.insert();
        draft.take(NodeKind.LABEL_NAME);
        draft.closeMissing(NodeKind.GROUPING_LABELS, mark, from);
    }
}
