package io.promsh.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Completes what follows a command's words: options, their values, arguments. */
final class ArgumentCompleter {
    private static final List<String> DURATIONS =
            List.of("1m", "5m", "15m", "30m", "1h", "6h", "12h", "1d", "7d", "30d");
    private static final List<String> TIMES = List.of("now", "-15m", "-1h", "-6h", "-1d", "today", "yesterday");
    private static final List<String> UNITS = List.of("s", "m", "h", "d", "w", "y", "ms");

    private final LineWords words;
    private final Optional<Catalog> catalog;
    private final Path folder;

    ArgumentCompleter(LineWords words, Optional<Catalog> catalog, Path folder) {
        this.words = words;
        this.catalog = catalog;
        this.folder = folder;
    }

    /** A word at the cursor: [from, to) of the line, of which [from, cursor) is typed. */
    private record Word(String line, int from, int cursor, int to) {
        String typed() {
            return line.substring(from, cursor);
        }
    }

    /** Completes {@code line}, which ends before its bar, at a cursor behind the command's words. */
    Completion complete(String line, int cursor, LineText.Found found) {
        CommandWords command = found.command();
        int at = LineText.skipBlanks(line, found.argumentsFrom());
        int arguments = 0;
        while (at < cursor) {
            boolean option = isOption(line, at, command);
            if (!option && takesExpression(command, arguments)) {
                return expression(line, at, cursor);
            }
            int end = LineText.wordEnd(line, at);
            if (cursor <= end) {
                return option
                        ? option(command, new Word(line, at, cursor, end))
                        : argument(command, arguments, found, line, at, cursor);
            }
            int next = LineText.skipBlanks(line, end);
            Optional<OptionWords> valued = option ? valued(command, line.substring(at, end)) : Optional.empty();
            if (valued.isPresent()) {
                int valueEnd = LineText.wordEnd(line, next);
                if (cursor <= valueEnd || next >= cursor) {
                    return value(valued.get().value(), word(line, Math.min(next, cursor), cursor));
                }
                next = LineText.skipBlanks(line, valueEnd);
            }
            arguments += option ? 0 : 1;
            at = next;
        }
        if (takesExpression(command, arguments)) {
            return expression(line, cursor, cursor);
        }
        return argument(command, arguments, found, line, cursor, cursor);
    }

    private static Word word(String line, int from, int cursor) {
        return new Word(line, from, cursor, Math.max(cursor, LineText.wordEnd(line, from)));
    }

    private static boolean isOption(String line, int at, CommandWords command) {
        boolean output = line.startsWith("-o ", at) || line.startsWith("-o=", at);
        return output || line.startsWith("--", at) || (line.startsWith("-", at) && command.arguments() != Fills.PROMQL);
    }

    /** A selector may follow a label name. */
    private static boolean takesExpression(CommandWords command, int arguments) {
        return command.arguments() == Fills.PROMQL || (command.arguments() == Fills.LABEL_NAME && arguments > 0);
    }

    private Completion expression(String line, int from, int cursor) {
        return new ExpressionCompleter(catalog)
                .fill(line.substring(from), cursor - from, CandidatePool::new)
                .completion(from);
    }

    /** Returns the option that is typed here if its value is the next word. */
    private Optional<OptionWords> valued(CommandWords command, String typed) {
        return Optional.ofNullable(options(command).get(longName(typed))).filter(option -> !option.isSwitch());
    }

    private static String longName(String option) {
        return option.equals("-o") ? "--output" : option;
    }

    private Map<String, OptionWords> options(CommandWords command) {
        Map<String, OptionWords> options = new LinkedHashMap<>();
        command.options().forEach(option -> options.put("--" + option.name(), option));
        words.settings().forEach(setting -> options.putIfAbsent("--" + setting.name(), setting));
        return options;
    }

    private Completion option(CommandWords command, Word word) {
        Map<String, OptionWords> options = options(command);
        int equals = word.line().indexOf('=', word.from());
        if (equals >= 0 && equals < word.cursor()) {
            OptionWords option = options.get(longName(word.line().substring(word.from(), equals)));
            return option == null
                    ? Completion.none(word.cursor())
                    : value(option.value(), new Word(word.line(), equals + 1, word.cursor(), word.to()));
        }
        CandidatePool pool = new CandidatePool(word.typed());
        pool.addWords(new ArrayList<>(options.keySet()), name -> optionNamed(name, options, word));
        return pool.completion(word.from(), word.to());
    }

    private static Candidate optionNamed(String name, Map<String, OptionWords> options, Word word) {
        OptionWords option = options.get(name);
        String placeholder = option == null || option.isSwitch() ? "" : " " + option.placeholder();
        String summary = option == null ? "" : option.summary();
        String suffix = word.to() < word.line().length() ? "" : " ";
        return new Candidate(name, name + placeholder, summary, CandidateKind.OPTION, suffix, 0);
    }

    private Completion argument(
            CommandWords command, int number, LineText.Found found, String line, int from, int cursor) {
        Word word = word(line, from, cursor);
        switch (command.arguments()) {
            case COMMAND, TOPIC -> {
                int begin = Math.min(cursor, LineText.skipBlanks(line, found.argumentsFrom()));
                return topics(command.arguments() == Fills.TOPIC, word(line, begin, cursor));
            }
            case SETTING -> {
                return number == 0 ? settings(word) : settingValue(found, line, word);
            }
            case NOTHING -> {
                return options(command).isEmpty() ? Completion.none(cursor) : option(command, word);
            }
            default -> {
                return number == 0 || command.arguments() == Fills.FILE
                        ? value(command.arguments(), word)
                        : Completion.none(cursor);
            }
        }
    }

    private Completion topics(boolean all, Word word) {
        CandidatePool pool = new CandidatePool(word.typed());
        CommandNames.add(words.commands(), word.line(), word.to(), pool);
        if (all) {
            Spots.functions()
                    .forEach(slot -> pool.addWords(
                            slot.words(), name -> Candidate.of(name, slot.kind(), WordDescriptions.of(name))));
            addMetrics(pool);
        }
        return pool.completion(word.from(), word.to());
    }

    private void addMetrics(CandidatePool pool) {
        catalog.ifPresent(names -> pool.addMetrics(
                names, name -> plain(name, CandidateKind.METRIC, CandidatePool.describe(names.metadata(name)))));
    }

    private static Candidate plain(String name, CandidateKind kind, String description) {
        boolean odd = name.chars().anyMatch(c -> Character.isWhitespace(c) || c < 0x20 || "\"'`\\#|".indexOf(c) >= 0);
        String insert = odd ? QuotedText.quote(name, '"') : name;
        return new Candidate(insert, QuotedText.shown(name), description, kind, "", 0);
    }

    private Completion settings(Word word) {
        CandidatePool pool = new CandidatePool(word.typed());
        Map<String, OptionWords> byName = new LinkedHashMap<>();
        words.settings().forEach(setting -> byName.put(setting.name(), setting));
        pool.addWords(new ArrayList<>(byName.keySet()), name -> {
            OptionWords setting = byName.get(name);
            String summary = setting == null ? "" : setting.summary();
            return Candidate.of(name, CandidateKind.SETTING, summary)
                    .followedBy(word.to() < word.line().length() ? "" : " ");
        });
        return pool.completion(word.from(), word.to());
    }

    private Completion settingValue(LineText.Found found, String line, Word word) {
        int from = LineText.skipBlanks(line, found.argumentsFrom());
        String name = line.substring(from, LineText.wordEnd(line, from));
        for (OptionWords setting : words.settings()) {
            if (setting.name().equals(name)) {
                return setting.isSwitch()
                        ? words(List.of("on", "off"), CandidateKind.WORD, word)
                        : value(setting.value(), word);
            }
        }
        return Completion.none(word.cursor());
    }

    private Completion value(Fills fills, Word word) {
        switch (fills) {
            case METRIC -> {
                CandidatePool pool = new CandidatePool(word.typed());
                addMetrics(pool);
                return pool.completion(word.from(), word.to());
            }
            case LABEL_NAME -> {
                CandidatePool pool = new CandidatePool(word.typed());
                catalog.ifPresent(
                        names -> pool.addNames(names.labelNames(""), name -> plain(name, CandidateKind.LABEL, "")));
                return pool.completion(word.from(), word.to());
            }
            case SETTING -> {
                return settings(word);
            }
            case COMMAND, TOPIC -> {
                return topics(fills == Fills.TOPIC, word);
            }
            case FILE -> {
                return new FileWords(folder).complete(word.line(), word.from(), word.cursor());
            }
            case PROMQL -> {
                return expression(word.line(), word.from(), word.cursor());
            }
            default -> {
                return words(choices(fills, word.typed()), kind(fills), word);
            }
        }
    }

    private List<String> choices(Fills fills, String typed) {
        return switch (fills) {
            case TARGET -> words.targets().get();
            case FORMAT -> words.formats();
            case DURATION ->
                typed.matches("[0-9]+")
                        ? UNITS.stream().map(unit -> typed + unit).toList()
                        : DURATIONS;
            case TIME -> TIMES;
            case SYSTEM_SHELL -> List.of("bash", "zsh", "fish");
            default -> List.of();
        };
    }

    private static CandidateKind kind(Fills fills) {
        return fills == Fills.TARGET
                ? CandidateKind.TARGET
                : fills == Fills.DURATION || fills == Fills.TIME ? CandidateKind.DURATION : CandidateKind.WORD;
    }

    private static Completion words(List<String> choices, CandidateKind kind, Word word) {
        CandidatePool pool = new CandidatePool(word.typed());
        pool.addWords(choices, choice -> plain(choice, kind, ""));
        return pool.completion(word.from(), word.to());
    }
}
