package io.promsh.promql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vocabulary of the language: functions, aggregators, operators and keywords, read once when first asked for. */
public final class PromqlFunctions {
    private static final String RESOURCE = "functions.tsv";

    private final Map<String, PromqlFunction> byName = new HashMap<>();
    private final List<PromqlFunction> functions = new ArrayList<>();
    private final List<LanguageWord> aggregators = new ArrayList<>();
    private final List<LanguageWord> operators = new ArrayList<>();
    private final List<LanguageWord> keywords = new ArrayList<>();

    /** Filled on first use. */
    private static final class Loaded {
        static final PromqlFunctions VOCABULARY = new PromqlFunctions();
    }

    private PromqlFunctions() {
        InputStream resource = PromqlFunctions.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("missing resource " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line.split("\t", -1));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One line: f(unction), a(ggregator), o(perator) or k(eyword), then its columns; a hash begins a comment. */
    private void read(String[] columns) {
        switch (columns[0]) {
            case "f" -> {
                PromqlFunction function = function(columns);
                functions.add(function);
                byName.put(function.name(), function);
            }
            case "a" -> aggregators.add(word(columns));
            case "o" -> operators.add(word(columns));
            case "k" -> keywords.add(word(columns));
            default -> {}
        }
    }

    private static PromqlFunction function(String[] columns) {
        List<ValueType> types = new ArrayList<>(4);
        for (String id : columns[2].split(",", -1)) {
            if (!id.isEmpty()) {
                types.add(ValueType.ofId(id));
            }
        }
        return new PromqlFunction(
                columns[1],
                List.copyOf(types),
                Integer.parseInt(columns[3]),
                ValueType.ofId(columns[4]),
                columns[5].equals("x"),
                columns[6],
                columns[7]);
    }

    private static LanguageWord word(String[] columns) {
        return new LanguageWord(columns[1], columns[2], columns[3].equals("x"), columns[4], columns[5]);
    }

    /** The function of this name, or null. */
    public static @Nullable PromqlFunction find(String name) {
        return Loaded.VOCABULARY.byName.get(name);
    }

    /** All functions, by name. */
    public static List<PromqlFunction> all() {
        return List.copyOf(Loaded.VOCABULARY.functions);
    }

    /** All aggregators, by name. */
    public static List<LanguageWord> aggregators() {
        return List.copyOf(Loaded.VOCABULARY.aggregators);
    }

    /** All binary operators. */
    public static List<LanguageWord> operators() {
        return List.copyOf(Loaded.VOCABULARY.operators);
    }

    /** All other keywords: modifiers and words of durations. */
    public static List<LanguageWord> keywords() {
        return List.copyOf(Loaded.VOCABULARY.keywords);
    }
}
