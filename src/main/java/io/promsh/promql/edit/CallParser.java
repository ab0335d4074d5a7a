package io.promsh.promql.edit;

import io.promsh.promql.edit.EditorScanner.Place;
import io.promsh.promql.edit.LabelParser.After;

/** The part of the descent that reads functions, aggregations and what modifies an operator. */
final class CallParser {
    private final Draft draft;
    private final ExpressionParser expressions;
    private final LabelParser labels;
    private final EditorScanner ahead;

    CallParser(Draft draft, ExpressionParser expressions, LabelParser labels, EditorScanner ahead) {
        this.draft = draft;
        this.expressions = expressions;
        this.labels = labels;
        this.ahead = ahead;
    }

    /** Reads a function call or an aggregation if the word here is used as one. */
    boolean call() {
        String word = draft.word();
        boolean aggregates = Vocabulary.isAggregator(word);
        if (!aggregates && !Vocabulary.isFunction(word)) {
            return false;
        }
        if (!isCalled(aggregates)) {
            return false;
        }
        if (aggregates) {
            aggregation();
        } else {
            function();
        }
        return true;
    }

    /** Whether arguments follow, or for an aggregation a modifier, with nothing but words that are too much before. */
    private boolean isCalled(boolean aggregates) {
        ahead.scan(draft.tokenEnd(), Place.EXPRESSION);
        while (true) {
            Keyword keyword = ahead.keyword();
            switch (ahead.lexeme()) {
                case LEFT_PAREN:
                    return true;
                case WORD, NUMBER, STRING:
                    break;
                default:
                    return false;
            }
            if (aggregates && keyword.isAggregateModifier()) {
                return true;
            }
            if (keyword.precedence() > 0 || keyword.isPostfix()) {
                return false;
            }
            ahead.scan(ahead.to(), Place.EXPRESSION);
        }
    }

    private void function() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(NodeKind.FUNCTION_IDENTIFIER, NodeKind.FUNCTION);
        while (!draft.at(Lexeme.LEFT_PAREN)) {
            draft.delete();
        }
        arguments();
        draft.close(NodeKind.FUNCTION_CALL, mark, from);
    }

    private void aggregation() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(NodeKind.AGGREGATE_OP, NodeKind.AGGREGATOR);
        while (!draft.at(Lexeme.LEFT_PAREN) && !draft.keyword().isAggregateModifier()) {
            draft.delete();
        }
        if (draft.at(Lexeme.LEFT_PAREN)) {
            arguments();
            trailingModifier();
            draft.close(NodeKind.AGGREGATE_EXPR, mark, from);
            return;
        }
        modifier(true);
        while (!draft.at(Lexeme.LEFT_PAREN)) {
            if (draft.ends()) {
                draft.closeMissing(NodeKind.AGGREGATE_EXPR, mark, from);
                return;
            }
            draft.delete();
        }
        arguments();
        draft.close(NodeKind.AGGREGATE_EXPR, mark, from);
    }

    private void trailingModifier() {
        while (!draft.ends()) {
            if (draft.keyword().isAggregateModifier()) {
                modifier(false);
                return;
            }
            if (draft.at(Lexeme.LEFT_PAREN)) {
                int mark = draft.mark();
                int from = draft.position();
                draft.insert();
                labels.grouping(After.EXPRESSION);
                draft.close(NodeKind.AGGREGATE_MODIFIER, mark, from);
                return;
            }
            draft.delete();
        }
    }

    private void modifier(boolean leading) {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(draft.keyword() == Keyword.BY ? NodeKind.BY : NodeKind.WITHOUT);
        while (!draft.at(Lexeme.LEFT_PAREN)) {
            if (draft.ends()) {
                draft.closeMissing(NodeKind.AGGREGATE_MODIFIER, mark, from);
                return;
            }
            if (leading && isLabelBeforeArguments()) {
                labels.lackingParentheses();
                draft.close(NodeKind.AGGREGATE_MODIFIER, mark, from);
                return;
            }
            draft.delete();
        }
        labels.grouping(leading ? After.ARGUMENTS : After.EXPRESSION);
        draft.close(NodeKind.AGGREGATE_MODIFIER, mark, from);
    }

    private boolean isLabelBeforeArguments() {
        if (!draft.at(Lexeme.WORD) || draft.keyword().isReserved()) {
            return false;
        }
        ahead.scan(draft.tokenEnd(), Place.EXPRESSION);
        return ahead.lexeme() == Lexeme.LEFT_PAREN;
    }

    private void arguments() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take();
        boolean before = draft.enterParens(true);
        firstArgument();
        while (draft.at(Lexeme.COMMA)) {
            draft.take();
            furtherArgument();
        }
        draft.leaveParens(before);
        if (draft.at(Lexeme.RIGHT_PAREN)) {
            draft.take();
            draft.close(NodeKind.FUNCTION_CALL_BODY, mark, from);
            return;
        }
        draft.closeMissing(NodeKind.FUNCTION_CALL_BODY, mark, from);
    }

    private void firstArgument() {
        while (!draft.at(Lexeme.RIGHT_PAREN) && !draft.at(Lexeme.END)) {
            if (expressions.startsOperand()) {
                expressions.expression(0);
                return;
            }
            if (draft.at(Lexeme.LEFT_BRACKET)) {
                expressions.missingOperand();
                return;
            }
            draft.delete();
        }
    }

    private void furtherArgument() {
        while (!draft.at(Lexeme.RIGHT_PAREN) && !draft.at(Lexeme.COMMA) && !draft.at(Lexeme.END)) {
            if (expressions.startsOperand()) {
                expressions.expression(0);
                return;
            }
            draft.delete();
        }
        if (!draft.at(Lexeme.END)) {
            draft.missing();
        }
    }

    /** What may stand between a binary operator and its right side. */
    void binaryModifiers() {
        if (draft.keyword() == Keyword.BOOL) {
            draft.take(NodeKind.BOOL_MODIFIER, NodeKind.BOOL);
        }
        if (draft.keyword() == Keyword.ON || draft.keyword() == Keyword.IGNORING) {
            matching();
        }
        if (draft.keyword().isFill() && isFillUsed()) {
            fill();
        }
    }

    private void matching() {
        int mark = draft.mark();
        int from = draft.position();
        draft.take(draft.keyword() == Keyword.ON ? NodeKind.ON : NodeKind.IGNORING);
        if (!draft.at(Lexeme.LEFT_PAREN)) {
            draft.closeMissing(NodeKind.MATCHING_MODIFIER_CLAUSE, mark, from);
            return;
        }
        labels.grouping(After.OPERAND);
        while (!draft.keyword().isGroupSide() && !expressions.startsOperand() && !draft.follows()) {
            draft.delete();
        }
        if (!expressions.startsOperand() && draft.follows()) {
            draft.reach();
        }
        if (draft.keyword().isGroupSide()) {
            draft.take(draft.keyword() == Keyword.GROUP_LEFT ? NodeKind.GROUP_LEFT : NodeKind.GROUP_RIGHT);
            if (draft.at(Lexeme.LEFT_PAREN)) {
                labels.grouping(After.OPERAND);
            }
        }
        draft.close(NodeKind.MATCHING_MODIFIER_CLAUSE, mark, from);
    }

    /** Whether the word is the modifier and not a metric of that name. */
    private boolean isFillUsed() {
        ahead.scan(draft.tokenEnd(), Place.EXPRESSION);
        return switch (ahead.lexeme()) {
            case LEFT_PAREN, NUMBER, STRING -> true;
            case WORD -> ahead.keyword().precedence() == 0 && !ahead.keyword().isPostfix();
            default -> false;
        };
    }

    private void fill() {
        int mark = draft.mark();
        int from = draft.position();
        Keyword first = draft.keyword();
        fillClause(first);
        Keyword second = draft.keyword();
        boolean pair = (first == Keyword.FILL_LEFT && second == Keyword.FILL_RIGHT)
                || (first == Keyword.FILL_RIGHT && second == Keyword.FILL_LEFT);
        if (pair && isFillUsed()) {
            fillClause(second);
        }
        draft.close(NodeKind.FILL_MODIFIER, mark, from);
    }

    private void fillClause(Keyword which) {
        NodeKind kind = switch (which) {
            case FILL_LEFT -> NodeKind.FILL_LEFT_CLAUSE;
            case FILL_RIGHT -> NodeKind.FILL_RIGHT_CLAUSE;
            default -> NodeKind.FILL_CLAUSE;
        };
        int mark = draft.mark();
        int from = draft.position();
        NodeKind word = which.node();
        draft.take(word == null ? NodeKind.FILL : word);
        if (!draft.at(Lexeme.LEFT_PAREN)) {
            draft.closeMissing(kind, mark, from);
            return;
        }
        draft.take();
        while (!draft.signedLiteral()) {
            if (draft.at(Lexeme.RIGHT_PAREN)) {
                draft.insert(NodeKind.NUMBER_DURATION_LITERAL);
                break;
            }
            if (draft.follows()) {
                draft.closeMissing(kind, mark, from);
                return;
            }
            draft.delete();
        }
        if (draft.at(Lexeme.RIGHT_PAREN)) {
            draft.take();
            draft.close(kind, mark, from);
            return;
        }
        draft.closeMissing(kind, mark, from);
    }
}
