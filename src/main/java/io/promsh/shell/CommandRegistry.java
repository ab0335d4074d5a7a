package io.promsh.shell;

import io.promsh.command.Command;
import io.promsh.text.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All commands: found by the words that a line begins with, listed by group. Immutable. */
public final class CommandRegistry {
    private final List<Command> byGroup;
    private final Map<String, Command> byWords = new HashMap<>();
    /** Commands by their first word, those with more words first, so that "targets list" wins over "targets". */
    private final Map<String, List<Command>> byFirstWord = new HashMap<>();

    /** Registers commands. Throws {@link IllegalArgumentException} when two have the same words. */
    public CommandRegistry(List<Command> commands) {
        for (Command command : commands) {
            String words = command.spec().words();
            if (byWords.put(words, command) != null) {
                throw new IllegalArgumentException("two commands are called '" + words + "'");
            }
            byFirstWord
                    .computeIfAbsent(firstWord(words), first -> new ArrayList<>(2))
                    .add(command);
        }
        // Comparators by hand: those that the library makes are linked at run time, a millisecond each of every start.
        Comparator<Command> longestFirst = (one, other) -> Integer.compare(
                other.spec().words().length(), one.spec().words().length());
        byFirstWord.values().forEach(list -> list.sort(longestFirst));
        List<Command> sorted = new ArrayList<>(commands);
        sorted.sort((one, other) -> one.spec().group().compareTo(other.spec().group()));
        byGroup = List.copyOf(sorted);
    }

    /** Returns all commands by group, within a group in the order of registration. */
    public List<Command> all() {
        return byGroup;
    }

    /** Returns the command of exactly these words, which may stand apart by any blanks. */
    public Optional<Command> named(String words) {
        return Optional.ofNullable(byWords.get(String.join(" ", Blanks.split(words))));
    }

    /**
     * Returns the command whose words {@code line} begins with, the longest if several, when a blank, a bar or the end
     * follows. {@code line} begins without blanks.
     */
    public Optional<Found> leading(String line) {
        int end = wordEnd(line, 0);
        for (Command command : byFirstWord.getOrDefault(line.substring(0, end), List.of())) {
            int after = after(command.spec().words(), line);
            if (after >= 0) {
                return Optional.of(new Found(command, after));
            }
        }
        return Optional.empty();
    }

    /** A command and the offset behind its words. */
    public record Found(Command command, int end) {}

    /** Returns the words of all commands that begin with {@code word}. */
    public List<String> beginningWith(String word) {
        List<String> found = new ArrayList<>();
        for (Command command : byFirstWord.getOrDefault(word, List.of())) {
            found.add(command.spec().words());
        }
        return found;
    }

    /** Returns the words of the command that {@code typed} resembles most, if one is near enough to be meant. */
    public Optional<String> nearest(String typed) {
        List<String> names = new ArrayList<>(byGroup.size());
        byGroup.forEach(command -> names.add(command.spec().words()));
        return Nearest.of(String.join(" ", Blanks.split(typed)), names);
    }

    private static int after(String words, String line) {
        int at = 0;
        for (int i = 0; i < words.length(); i++) {
            char expected = words.charAt(i);
            if (expected == ' ') {
                int next = Blanks.skip(line, at);
                if (next == at) {
                    return -1;
                }
                at = next;
                continue;
            }
            if (at >= line.length() || line.charAt(at) != expected) {
                return -1;
            }
            at++;
        }
        return wordEnd(line, at) == at ? at : -1;
    }

    private static int wordEnd(String line, int from) {
        int i = from;
        while (i < line.length() && !Blanks.isBlank(line.charAt(i)) && line.charAt(i) != '|') {
            i++;
        }
        return i;
    }

    private static String firstWord(String words) {
        int blank = words.indexOf(' ');
        return blank < 0 ? words : words.substring(0, blank);
    }
}
