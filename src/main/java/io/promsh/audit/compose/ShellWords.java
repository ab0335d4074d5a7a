package io.promsh.audit.compose;

import java.util.ArrayList;
import java.util.List;

/** Splits a command that is written as one text, as a shell would: quotes and backslashes. */
final class ShellWords {
    private ShellWords() {}

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isOpen = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                isOpen = true;
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                isOpen = true;
            } else if (Character.isWhitespace(c)) {
                if (isOpen) {
                    words.add(word.toString());
                    word.setLength(0);
                    isOpen = false;
                }
            } else {
                word.append(c);
                isOpen = true;
            }
        }
        if (isOpen) {
            words.add(word.toString());
        }
        return words;
    }
}
