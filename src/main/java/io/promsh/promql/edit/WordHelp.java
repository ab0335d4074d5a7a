package io.promsh.promql.edit;

import io.promsh.promql.LanguageWord;
import io.promsh.promql.PromqlFunction;
import io.promsh.promql.PromqlFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options for words of the language, with what the language's own table says of them. */
final class WordHelp {
    private static final Map<String, LanguageWord> WORDS = words();

    private WordHelp() {}

    private static Map<String, LanguageWord> words() {
        Map<String, LanguageWord> words = new HashMap<>();
        for (List<LanguageWord> some :
                List.of(PromqlFunctions.keywords(), PromqlFunctions.operators(), PromqlFunctions.aggregators())) {
            some.forEach(word -> words.put(word.text(), word));
        }
        return words;
    }

    static Option option(String label, Option.Type type) {
        Option option = Option.of(label, label, type);
        PromqlFunction function = PromqlFunctions.find(label);
        if (type == Option.Type.FUNCTION && function != null) {
            return option.describedAs(function.signature(), function.description());
        }
        int parenthesis = label.indexOf('(');
        LanguageWord word = WORDS.get(parenthesis < 0 ? label : label.substring(0, parenthesis));
        return word == null || type == Option.Type.SNIPPET || type == Option.Type.UNIT
                ? option
                : option.describedAs(word.kind(), word.description());
    }
}
