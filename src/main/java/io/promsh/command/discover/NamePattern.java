package io.promsh.command.discover;

import java.util.Locale;
import java.util.regex.Pattern;

/** A part of a name, or a glob where {@code *} or {@code ?} stands in it; case does not count. */
record NamePattern(Pattern pattern) {
    static NamePattern of(String typed) {
        String text = typed.strip();
        boolean isGlob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        StringBuilder regex = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (isGlob && c == '*') {
                regex.append(".*");
            } else if (isGlob && c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        String whole = isGlob ? regex.toString() : ".*" + regex + ".*";
        return new NamePattern(Pattern.compile(whole, Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
