package io.promsh.audit.rule;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Prometheus's flags have them: {@code 512MB}, {@code 1GiB}; each unit is 1024 of the one before. */
final class ByteText {
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([KMGTPE]?)(i?B)?");

    private ByteText() {}

    /** Returns the bytes, or empty when it is no size. */
    static OptionalDouble parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT).replace("IB", "iB"));
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        int power = matcher.group(2).isEmpty() ? 0 : "KMGTPE".indexOf(matcher.group(2)) + 1;
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * Math.pow(1024, power));
    }
}
