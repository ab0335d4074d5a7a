package io.promsh.command.export;

import java.util.ArrayList;
import java.util.List;

/** Several selectors on one line, with blanks or commas between: {@code up http_requests_total{job="a b"}}. */
final class SelectorWords {
    private SelectorWords() {}

    /** Returns the selectors as typed; what is wrong in one is left to its parser. */
    static List<String> split(String raw) {
        List<String> found = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quote != 0) {
                word.append(c);
                if (c == '\\' && quote != '`' && i + 1 < raw.length()) {
                    word.append(raw.charAt(++i));
                } else if (c == quote) {
                    quote = 0;
                }
                continue;
            }
            boolean isGap = depth == 0 && (Character.isWhitespace(c) || c == ',');
            if (isGap) {
                end(word, found);
                continue;
            }
            quote = c == '"' || c == '\'' || c == '`' ? c : 0;
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            word.append(c);
        }
        end(word, found);
        return found;
    }

    /** Braces behind a blank belong to the name before them. */
    private static void end(StringBuilder word, List<String> found) {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        int last = found.size() - 1;
        if (text.startsWith("{") && last >= 0 && !found.get(last).endsWith("}")) {
            found.set(last, found.get(last) + text);
        } else {
            found.add(text);
        }
    }
}
