package io.promsh.promql.edit;

import io.promsh.promql.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What a function takes and gives.
 *
 * @param name the function
 * @param arguments the types of its parameters
 * @param variadic 0: exactly these; n &gt; 0: the last is optional and may be given up to n times; -1: without limit
 * @param result the type of its value
 */
record Signature(String name, List<ValueType> arguments, int variadic, ValueType result) {

    /** The signature of the function that is called. */
    static Optional<Signature> ofCall(EditorNode call, String text) {
        return Optional.empty();
    }

    /** The type of an argument; none where there are more than parameters. */
    ValueType argument(int index) {
        if (index < arguments.size()) {
            return arguments.get(index);
        }
        return variadic == 0 || arguments.isEmpty() ? ValueType.NONE : arguments.get(arguments.size() - 1);
    }

    /** The complaint about a number of arguments. */
    Optional<String> wrongCount(int given) {
        String call = " argument(s) in call to \"" + name + "\", got " + given;
        if (variadic == 0) {
            return given == arguments.size()
                    ? Optional.empty()
                    : Optional.of("expected " + arguments.size() + call);
        }
        int required = arguments.size() - 1;
        if (given < required) {
            return Optional.of("expected at least " + required + call);
        }
        int most = required + variadic;
        return variadic > 0 && given > most ? Optional.of("expected at most " + most + call) : Optional.empty();
    }
}
