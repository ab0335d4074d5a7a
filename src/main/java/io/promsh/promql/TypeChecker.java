package io.promsh.promql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Checks the types in a tree without syntax errors, in the server's order and words. */
final class TypeChecker implements ExprVisitor<ValueType> {
    private static final String ONLY_SCALARS_AND_VECTORS =
            "binary expression must contain only scalar and instant vector types";

    private final TokenStream tokens;

    TypeChecker(TokenStream tokens) {
        this.tokens = tokens;
    }

    ValueType check(Expr expr) {
        return expr.accept(this);
    }

    private void expect(Expr expr, ValueType wanted, String context) {
        ValueType type = check(expr);
        if (type != wanted) {
            tokens.error("expected type " + wanted.title() + " in " + context + ", got " + type.title(), expr);
        }
    }

    @Override
    public ValueType aggregate(AggregateExpr expr) {
        expect(expr.expr(), ValueType.VECTOR, "aggregation expression");
        Expr parameter = expr.parameter();
        if (parameter != null) {
            expect(parameter, expr.aggregator().parameterType(), "aggregation parameter");
        }
        return ValueType.VECTOR;
    }

    /** A chain of operators is as deep as it is long on its left side, so that side is walked, not recursed into. */
    @Override
    public ValueType binary(BinaryExpr expr) {
        Deque<BinaryExpr> chain = new ArrayDeque<>();
        Expr leftmost = expr;
        while (leftmost instanceof BinaryExpr binary) {
            chain.push(binary);
            leftmost = binary.lhs();
        }
        check(leftmost);
        for (BinaryExpr binary : chain) {
            check(binary.rhs());
            checkOperator(binary);
        }
        return expr.type();
    }

    private void checkOperator(BinaryExpr expr) {
        BinaryOperator operator = expr.operator();
        boolean scalars = expr.type() == ValueType.SCALAR;
        if (expr.returnBool() && !operator.isComparison()) {
            errorAtOperator(expr, "bool modifier can only be used on comparison operators");
        }
        if (operator.isComparison() && !expr.returnBool() && scalars) {
            errorAtOperator(expr, "comparisons between scalars must use BOOL modifier");
        }
        if (expr.written().on()) {
            checkLabels(expr);
        }
        checkOperand(expr.lhs());
        checkOperand(expr.rhs());
        checkMatching(expr);
        boolean anyScalar = expr.lhs().type() == ValueType.SCALAR || expr.rhs().type() == ValueType.SCALAR;
        if (anyScalar && operator.isSet()) {
            String symbol = Quoting.quote(operator.symbol());
            tokens.error("set operator " + symbol + " not allowed in binary scalar expression", expr);
        }
    }

    private void checkLabels(BinaryExpr expr) {
        for (String label : expr.written().labels()) {
            for (String included : expr.written().include()) {
                if (label.equals(included)) {
                    String quoted = Quoting.quote(label);
                    errorAtOperator(expr, "label " + quoted + " must not occur in ON and GROUP clause at once");
                }
            }
        }
    }

    private void checkOperand(Expr operand) {
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            tokens.error(ONLY_SCALARS_AND_VECTORS, operand);
        }
    }

    private void checkMatching(BinaryExpr expr) {
        VectorMatching written = expr.written();
        VectorMatching matching = expr.matching();
        if (matching == null) {
            if (!written.labels().isEmpty()) {
                tokens.error("vector matching only allowed between instant vectors", expr);
            }
            if (written.fill() != null) {
                tokens.error("filling in missing series only allowed between instant vectors", expr);
            }
            return;
        }
        if (!expr.operator().isSet()) {
            return;
        }
        if (matching.isGrouped()) {
            String symbol = Quoting.quote(expr.operator().symbol());
            tokens.error("no grouping allowed for " + symbol + " operation", expr);
            tokens.error("set operations must always be many-to-many", expr);
        }
        if (written.fill() != null) {
            tokens.error("filling in missing series not allowed for set operators", expr);
        }
    }

    /** The operator's place is what lies between the operands, without spaces; its end is its last character's start. */
    private void errorAtOperator(BinaryExpr expr, String message) {
        String text = tokens.source().text();
        int start = expr.lhs().textEnd();
        while (start < text.length() && CharClass.isSpace(text.charAt(start))) {
            start++;
        }
        int end = expr.rhs().textStart() - 1;
        while (end > 0 && CharClass.isSpace(text.charAt(end))) {
            end--;
        }
        tokens.error(message, start, end);
    }

    @Override
    public ValueType call(Call expr) {
        PromqlFunction function = expr.function();
        if (function == null) {
            return ValueType.NONE;
        }
        checkCount(expr, function);
        List<Expr> arguments = expr.arguments();
        if (function.name().equals("info") && arguments.size() > 1) {
            checkLabelSelector(expr, arguments.get(1));
        }
        List<ValueType> types = function.argumentTypes();
        for (int i = 0; i < arguments.size(); i++) {
            if (i >= types.size() && function.variadic() == 0) {
                break;
            }
            ValueType wanted = types.get(Math.min(i, types.size() - 1));
            expect(arguments.get(i), wanted, "call to function " + Quoting.quote(function.name()));
        }
        return function.returnType();
    }

    private void checkCount(Call expr, PromqlFunction function) {
        int found = expr.arguments().size();
        String wanted = null;
        if (function.variadic() == 0) {
            wanted = found == function.minArguments() ? null : "" + function.minArguments();
        } else if (found < function.minArguments()) {
            wanted = "at least " + function.minArguments();
        } else if (found > function.maxArguments()) {
            wanted = "at most " + function.maxArguments();
        }
        if (wanted != null) {
            String name = Quoting.quote(function.name());
            tokens.error("expected " + wanted + " argument(s) in call to " + name + ", got " + found, expr);
        }
    }

    private void checkLabelSelector(Call expr, Expr labels) {
        if (labels.type() != ValueType.VECTOR) {
            String got = labels.type().title();
            tokens.error("expected type instant vector in call to function \"info\", got " + got, expr);
        }
        if (!(labels instanceof VectorSelector selector)) {
            tokens.error("expected label selectors only", labels);
        } else if (!selector.name().isEmpty()) {
            tokens.error("expected label selectors only, got vector selector instead", labels);
        }
    }

    @Override
    public ValueType paren(ParenExpr expr) {
        return check(expr.expr());
    }

    @Override
    public ValueType unary(UnaryExpr expr) {
        ValueType type = check(expr.expr());
        if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
            String got = Quoting.quote(type.title());
            tokens.error(
                    "unary expression only allowed on expressions of type scalar or instant vector, got " + got, expr);
        }
        return type;
    }

    /** Subqueries of subqueries are wrong, but there can be many. */
    @Override
    public ValueType subquery(Subquery expr) {
        Deque<Subquery> chain = new ArrayDeque<>();
        Expr innermost = expr;
        while (innermost instanceof Subquery subquery) {
            chain.push(subquery);
            innermost = subquery.expr();
        }
        ValueType type = check(innermost);
        for (Subquery subquery : chain) {
            if (type != ValueType.VECTOR) {
                tokens.error("subquery is only allowed on instant vector, got " + type.id() + " instead", subquery);
            }
            type = ValueType.MATRIX;
        }
        return type;
    }

    @Override
    public ValueType matrixSelector(MatrixSelector expr) {
        check(expr.selector());
        return ValueType.MATRIX;
    }

    @Override
    public ValueType vectorSelector(VectorSelector expr) {
        List<LabelMatcher> matchers = expr.matchers();
        if (!expr.name().isEmpty()) {
            for (LabelMatcher matcher : matchers.subList(0, matchers.size() - 1)) {
                if (matcher.isMetricName()) {
                    String names = Quoting.quote(expr.name()) + " or " + Quoting.quote(matcher.value());
                    tokens.error("metric name must not be set twice: " + names, expr);
                }
            }
            return ValueType.VECTOR;
        }
        if (!expr.labelsOnly() && matchers.stream().allMatch(LabelMatcher::matchesEmpty)) {
            tokens.error("vector selector must contain at least one non-empty matcher", expr);
        }
        return ValueType.VECTOR;
    }

    @Override
    public ValueType duration(DurationExpr expr) {
        return ValueType.SCALAR;
    }

    @Override
    public ValueType number(NumberLiteral expr) {
        return ValueType.SCALAR;
    }

    @Override
    public ValueType string(StringLiteral expr) {
        return ValueType.STRING;
    }

    @Override
    public ValueType error(ErrorExpr expr) {
        return ValueType.NONE;
    }
}
