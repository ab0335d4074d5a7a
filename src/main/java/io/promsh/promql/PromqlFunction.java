package io.promsh.promql;

import java.util.List;

/**
 * A function of the language.
 *
 * @param argumentTypes the types of its parameters
 * @param variadic 0 when each parameter takes one argument; else the last is optional and takes up to that many, without limit
 *     when negative
 * @param experimental whether a server knows it only with its experimental functions switched on
 * @param since the first version of the server that has it; empty when it was always there
 * @param description what it does, in a line
 */
public record PromqlFunction(
        String name,
        List<ValueType> argumentTypes,
        int variadic,
        ValueType returnType,
        boolean experimental,
        String since,
        String description) {

    /** How few arguments it takes. */
    public int minArguments() {
        return variadic == 0 ? argumentTypes.size() : argumentTypes.size() - 1;
    }

    /** How many arguments it takes at most; {@link Integer#MAX_VALUE} for any number. */
    public int maxArguments() {
        if (variadic < 0) {
            return Integer.MAX_VALUE;
        }
        return variadic == 0 ? argumentTypes.size() : argumentTypes.size() - 1 + variadic;
    }

    /** The call with the types of its arguments: {@code round(instant vector, [scalar])}. */
    public String signature() {
        StringBuilder out = new StringBuilder(name).append('(');
        for (int i = 0; i < argumentTypes.size(); i++) {
            out.append(i > 0 ? ", " : "");
            String title = argumentTypes.get(i).title();
            boolean last = i == argumentTypes.size() - 1;
            if (variadic == 0 || !last) {
                out.append(title);
            } else {
                out.append('[').append(title).append(variadic == 1 ? "]" : ", ...]");
            }
        }
        return out.append(')').toString();
    }
}
