package io.promsh.command;

import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.Scalar;
import java.util.OptionalDouble;

/**
 * What is remembered of a line's answer for the conditions of a script.
 *
 * @param value of the first element of an instant vector, or of a scalar; empty where there is none
 */
public record AnswerFacts(int series, boolean partial, OptionalDouble value) {
    /** Returns what is to be remembered of an answer, which may be large itself. */
    public static AnswerFacts of(QueryAnswer answer) {
        QueryResult result = answer.result();
        OptionalDouble value = OptionalDouble.empty();
        if (result instanceof Scalar scalar) {
            value = OptionalDouble.of(scalar.value());
        } else if (result instanceof InstantVector vector && !vector.elements().isEmpty()) {
            value = OptionalDouble.of(vector.elements().get(0).value());
        }
        return new AnswerFacts(result.seriesCount(), answer.partial(), value);
    }
}
