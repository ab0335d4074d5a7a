package io.promsh.shell;

import io.promsh.command.Arguments;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the options out of what follows a command's words: the command's own, and every session setting, which changes the
 * settings of this line only. An instance reads one line.
 *
 * <p>Before PromQL, options stand in front, and two leading minus signs may be meant as PromQL (a double negation). They begin
 * an option when a known option's name and then a blank, {@code =} or the end follow. An unknown name is refused as an option when
 * what follows could not go on as an expression: a single {@code =}, or a blank and another operand. Everything else is PromQL;
 * {@code --} alone ends the options.
 */
final class OptionReader {
    private static final Set<String> OPERATOR_WORDS = Set.of("and", "or", "unless", "atan2", "offset");
    private static final String HELP = "help";

    private final CommandSpec spec;
    private final Map<String, List<String>> options = new HashMap<>();
    private Settings settings;
    private boolean helpAsked;

    OptionReader(CommandSpec spec, Settings settings) {
        this.spec = spec;
        this.settings = settings;
    }

    /** Returns the session's settings with those of the line on top. */
    Settings settings() {
        return settings;
    }

    /** Returns whether {@code --help} was given. */
    boolean helpAsked() {
        return helpAsked;
    }

    /** Reads options in front of PromQL; the rest is raw. */
    Arguments front(String text) {
        return arguments(text.substring(frontEnd(text)).strip());
    }

    /** Returns where PromQL begins behind the options in front of it. */
    int frontEnd(String text) {
        int at = Blanks.skip(text, 0);
        while (at < text.length()) {
            int next = frontOption(text, at);
            if (next == at) {
                break;
            }
            boolean last = next == at + 2 && text.startsWith("--", at);
            at = Blanks.skip(text, next);
            if (last) {
                break;
            }
        }
        return at;
    }

    /** Reads one option at {@code at} and returns the offset behind it, or {@code at} when PromQL begins here. */
    private int frontOption(String text, int at) {
        if (text.startsWith("-o", at)) {
            boolean option = isSingleEquals(text, at + 2) || operandFollows(text, at + 2);
            return option ? valueOf(Setting.OUTPUT.word(), text, at + 2) : at;
        }
        if (!text.startsWith("--", at)) {
            return at;
        }
        int nameEnd = nameEnd(text, at + 2);
        boolean ends = nameEnd == text.length() || Blanks.isBlank(text.charAt(nameEnd));
        if (nameEnd == at + 2) {
            return ends ? nameEnd : at;
        }
        String name = text.substring(at + 2, nameEnd);
        boolean assigned = isSingleEquals(text, nameEnd);
        if (isKnown(name)) {
            return ends || assigned ? valueOf(name, text, nameEnd) : at;
        }
        if (assigned || operandFollows(text, nameEnd)) {
            throw unknown(name);
        }
        return at;
    }

    private static int nameEnd(String text, int from) {
        if (from >= text.length() || !isLetter(text.charAt(from))) {
            return from;
        }
        int i = from;
        while (i < text.length()
                && (isLetter(text.charAt(i)) || Character.isDigit(text.charAt(i)) || text.charAt(i) == '-')) {
            i++;
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSingleEquals(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '=') {
            return false;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return next != '=' && next != '~';
    }

    /** Whether a blank and then an operand follow, which no expression allows after a name. */
    private static boolean operandFollows(String text, int at) {
        int i = Blanks.skip(text, at);
        if (i == at || i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        if (Character.isDigit(c) || Blanks.isQuote(c)) {
            return true;
        }
        int end = i;
        while (end < text.length() && (isLetter(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return isLetter(c) && !OPERATOR_WORDS.contains(text.substring(i, end));
    }

    /** Reads options anywhere; everything else is an argument. */
    Arguments anywhere(String text) {
        StringBuilder raw = new StringBuilder();
        boolean optionsEnded = false;
        WordScanner scanner = new WordScanner(text, true);
        int stretchFrom = -1;
        int stretchTo = 0;
        int at = 0;
        while (scanner.next(at)) {
            at = scanner.to();
            if (optionsEnded || !looksLikeOption(text, scanner.from())) {
                stretchFrom = stretchFrom < 0 ? scanner.from() : stretchFrom;
                stretchTo = at;
                continue;
            }
            appendStretch(text, stretchFrom, stretchTo, raw);
            stretchFrom = -1;
            optionsEnded = text.substring(scanner.from(), at).equals("--");
            at = optionsEnded ? at : wordOption(text, scanner.from());
        }
        appendStretch(text, stretchFrom, stretchTo, raw);
        return arguments(raw.toString());
    }

    /** Keeps what stands between two options as it was typed. */
    private static void appendStretch(String text, int from, int to, StringBuilder raw) {
        if (from >= 0) {
            raw.append(raw.isEmpty() ? "" : " ").append(text, from, to);
        }
    }

    private static boolean looksLikeOption(String text, int at) {
        if (text.charAt(at) != '-' || at + 1 >= text.length()) {
            return false;
        }
        char second = text.charAt(at + 1);
        if (second == '-') {
            return at + 2 == text.length() || Blanks.isBlank(text.charAt(at + 2)) || isLetter(text.charAt(at + 2));
        }
        char third = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        return isLetter(second) && (Blanks.isBlank(third) || third == '=');
    }

    private int wordOption(String text, int at) {
        if (text.charAt(at + 1) != '-') {
            char letter = text.charAt(at + 1);
            if (letter == 'o' || letter == 'h') {
                return valueOf(letter == 'o' ? Setting.OUTPUT.word() : HELP, text, at + 2);
            }
            throw Failure.usage("there is no option -" + letter + " here", "usage: " + spec.usage());
        }
        int end = nameEnd(text, at + 2);
        String name = text.substring(at + 2, end);
        boolean complete = end == text.length() || Blanks.isBlank(text.charAt(end)) || text.charAt(end) == '=';
        if (!complete || !isKnown(name)) {
            throw unknown(name);
        }
        return valueOf(name, text, end);
    }

    private boolean isKnown(String name) {
        return own(name).isPresent() || Setting.named(name).isPresent() || name.equals(HELP);
    }

    private Optional<OptionSpec> own(String name) {
        for (OptionSpec option : spec.options()) {
            if (option.name().equals(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** Reads the value of a known option whose name ends at {@code nameEnd}; returns the offset behind it. */
    private int valueOf(String name, String text, int nameEnd) {
        Optional<OptionSpec> own = own(name);
        Optional<Setting> setting = own.isPresent() ? Optional.empty() : Setting.named(name);
        boolean isSwitch = own.map(OptionSpec::isSwitch)
                .orElseGet(() -> setting.map(Setting::isSwitch).orElse(true));
        boolean assigned = nameEnd < text.length() && text.charAt(nameEnd) == '=';
        if (isSwitch && !assigned) {
            accept(name, "on");
            return nameEnd;
        }
        int from = assigned ? nameEnd + 1 : nameEnd;
        boolean empty = assigned && (from == text.length() || Blanks.isBlank(text.charAt(from)));
        WordScanner scanner = new WordScanner(text, true);
        if (empty || !scanner.next(from)) {
            String placeholder = own.map(OptionSpec::placeholder)
                    .orElseGet(() -> setting.map(Setting::placeholder).orElse(""));
            throw Failure.usage("--" + name + " needs a value", "write: --" + name + " " + placeholder);
        }
        accept(name, scanner.word());
        return scanner.to();
    }

    private void accept(String name, String value) {
        Optional<OptionSpec> own = own(name);
        if (own.isPresent()) {
            String kept = own.get().isSwitch() ? checkedSwitch(name, value) : value;
            if (!kept.equals("off")) {
                options.computeIfAbsent(name, key -> new ArrayList<>(1)).add(kept);
            }
            return;
        }
        Optional<Setting> setting = Setting.named(name);
        if (setting.isPresent()) {
            settings = settings.with(setting.get(), value);
            return;
        }
        helpAsked = true;
    }

    private static String checkedSwitch(String name, String value) {
        if (value.equals("on") || value.equals("off")) {
            return value;
        }
        throw Failure.usage("--" + name + " is on or off, not '" + value + "'", "write: --" + name);
    }

    private Failure unknown(String name) {
        List<String> names = new ArrayList<>();
        spec.options().forEach(option -> names.add(option.name()));
        for (Setting setting : Setting.values()) {
            names.add(setting.word());
        }
        String hint = Nearest.of(name, names)
                .map(near -> "did you mean --" + near + "?")
                .orElse("usage: " + spec.usage());
        return Failure.usage("'" + spec.words() + "' has no option --" + name, hint);
    }

    private Arguments arguments(String raw) {
        List<String> words = new ArrayList<>();
        boolean promql = spec.completes() == Completes.PROMQL;
        WordScanner scanner = new WordScanner(raw, !promql);
        int at = 0;
        while (scanner.next(at)) {
            words.add(scanner.word());
            at = scanner.to();
        }
        return new Arguments(raw, words, options);
    }
}
