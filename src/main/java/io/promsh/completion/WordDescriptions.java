package io.promsh.completion;

/** What is said beside the words of the language. */
final class WordDescriptions {
    private WordDescriptions() {}

    static String of(String word) {
        return "";
    }
}
