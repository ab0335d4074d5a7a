package io.promsh.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable in a text: {@code $name}, {@code ${name}}, {@code ${name:format}}, {@code ${name.field}}, {@code [[name]]}.
 *
 * @param format what stands after the colon; may be empty
 * @param start where it starts in the text
 * @param end where it ends (exclusive)
 */
record VariableReference(String name, String format, int start, int end) {
    private static final Pattern FORMS = Pattern.compile(
            "\\$(\\w+)" + "|\\[\\[(\\w+?)(?::(\\w+))?\\]\\]" + "|\\$\\{(\\w+)(?:\\.[^:}]+)?(?::([^}]+))?\\}");

    /** Returns the variables of a text, from left to right. */
    static List<VariableReference> in(String text) {
        List<VariableReference> found = new ArrayList<>();
        Matcher matcher = FORMS.matcher(text);
        while (matcher.find()) {
            int name = matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 4;
            String format = name == 1 ? null : matcher.group(name + 1);
            found.add(new VariableReference(
                    matcher.group(name), format == null ? "" : format, matcher.start(), matcher.end()));
        }
        return found;
    }

    /** Returns whether it is a group of a regular expression ({@code $1}), which no variable can be. */
    boolean isGroup() {
        return name.chars().allMatch(Character::isDigit);
    }

    String words() {
        return "$" + name;
    }
}
