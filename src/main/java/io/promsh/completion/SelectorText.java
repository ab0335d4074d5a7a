package io.promsh.completion;

/** Small pieces of PromQL selectors as text. */
final class SelectorText {
    private SelectorText() {}

    /** Returns a selector with one more matcher; an empty selector stands for all series. */
    static String with(String selector, String matcher) {
        if (!selector.endsWith("}")) {
            return selector + "{" + matcher + "}";
        }
        String open = selector.substring(0, selector.length() - 1);
        return open + (open.endsWith("{") ? "" : ",") + matcher + "}";
    }

    /** Returns a matcher for values that begin with {@code prefix}. */
    static String prefixMatcher(String label, String prefix) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append(c);
        }
        return label(label) + "=~" + QuotedText.quote(pattern + ".*", '"');
    }

    /** Returns a label name as it stands in braces: quoted when it is not a plain one. */
    static String label(String name) {
        return isLabel(name) ? name : QuotedText.quote(name, '"');
    }

    static boolean isLabel(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }

    static boolean isMetric(String name) {
        return name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
    }
}
