package io.promsh.shell;

import io.promsh.failure.Failure;
import io.promsh.promql.PromqlParser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options typed behind an expression, where they are no options: the rest of such a line is PromQL. */
final class LateOptions {
    private static final Pattern OPTION = Pattern.compile("\\s(?:--[a-z][a-z-]*|-o)(?=[\\s=]|$)");

    private LateOptions() {}

    /** Throws a usage failure with the line as it was meant, when what stands before the options is PromQL and all of it is not. */
    static void refuse(String words, String expression) {
        Matcher option = OPTION.matcher(expression);
        while (option.find()) {
            String front = expression.substring(0, option.start()).strip();
            String options = expression.substring(option.start()).strip();
            if (!front.isEmpty()
                    && PromqlParser.parse(front).isValid()
                    && !PromqlParser.parse(expression).isValid()) {
                throw Failure.usage(
                        "options stand before the expression", "type: " + words + " " + options + " " + front);
            }
        }
    }
}
