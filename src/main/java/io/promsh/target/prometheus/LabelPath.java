package io.promsh.target.prometheus;

import io.promsh.model.SeriesNotation;

/**
 * Label names in a path: a name outside the old character set is escaped as Prometheus 3.1 and later read it, with {@code U__} in
 * front, {@code __} for an underscore and {@code _hex_} for any other character.
 */
final class LabelPath {
    private LabelPath() {}

    static boolean isPlain(String name) {
        return SeriesNotation.isPlainLabelName(name);
    }

    static String escape(String name) {
        StringBuilder out = new StringBuilder("U__");
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && i > 0);
            if (c == '_') {
                out.append("__");
            } else if (plain) {
                out.append((char) c);
            } else {
                out.append('_').append(Integer.toHexString(c)).append('_');
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }
}
