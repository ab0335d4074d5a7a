package io.promsh.testing;

import io.promsh.model.Labels;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands just enough of selectors for {@link FakeTarget}: a metric name and matchers in double quotes. */
public final class FakeSelector {
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)(=~|!~|!=|=)\"((?:[^\"\\\\]|\\\\.)*)\"");

    private FakeSelector() {}

    public static boolean matches(String selector, Labels labels) {
        int brace = selector.indexOf('{');
        String metric = brace < 0 ? selector : selector.substring(0, brace);
        if (!metric.isEmpty() && !metric.equals(labels.metricName())) {
            return false;
        }
        Matcher matcher = MATCHER.matcher(brace < 0 ? "" : selector.substring(brace));
        while (matcher.find()) {
            String value = matcher.group(3).replaceAll("\\\\(.)", "$1");
            if (!fits(labels.get(matcher.group(1)), matcher.group(2), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String actual, String operator, String value) {
        return switch (operator) {
            case "=" -> actual.equals(value);
            case "!=" -> !actual.equals(value);
            case "=~" -> actual.matches(value);
            default -> !actual.matches(value);
        };
    }
}
