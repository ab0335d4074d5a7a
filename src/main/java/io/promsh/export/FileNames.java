package io.promsh.export;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Names of files for metrics: safe on every file system, and different also where upper and lower case are the same. */
final class FileNames {
    private static final int LONGEST = 150;

    private final Map<String, Integer> taken = new HashMap<>();

    /** Returns the name for a metric; ask in a fixed order. */
    String stem(String metric) {
        StringBuilder out = new StringBuilder();
        for (byte b : metric.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isSafe = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || (c == '.' && !out.isEmpty());
            if (isSafe) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        String name = out.length() > LONGEST
                ? out.substring(0, LONGEST) + "-" + Integer.toHexString(metric.hashCode())
                : out.toString();
        int count = taken.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        return count == 1 ? name : name + "~" + count;
    }
}
