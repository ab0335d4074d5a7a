package io.promsh.completion;

import io.promsh.promql.LanguageWord;
import io.promsh.promql.PromqlFunction;
import io.promsh.promql.PromqlFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is said beside the words of the language: what a function takes, and what each word does. */
final class WordDescriptions {
    private static final class Loaded {
        static final Map<String, String> BY_WORD = load();

        private static Map<String, String> load() {
            Map<String, String> texts = new HashMap<>();
            addAll(PromqlFunctions.keywords(), texts);
            addAll(PromqlFunctions.operators(), texts);
            addAll(PromqlFunctions.aggregators(), texts);
            for (PromqlFunction function : PromqlFunctions.all()) {
                String takes = function.signature().substring(function.name().length());
                texts.put(function.name(), takes + "  " + function.description());
            }
            return Map.copyOf(texts);
        }

        private static void addAll(List<LanguageWord> words, Map<String, String> texts) {
            words.forEach(word -> texts.put(word.text(), word.description()));
        }
    }

    private WordDescriptions() {}

    static String of(String word) {
        return Loaded.BY_WORD.getOrDefault(word, "");
    }
}
