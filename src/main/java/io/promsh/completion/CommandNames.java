package io.promsh.completion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands as candidates. */
final class CommandNames {
    private CommandNames() {}

    /** Adds commands that take the place of all words up to {@code to}. */
    static void add(List<CommandWords> commands, String line, int to, CandidatePool pool) {
        boolean blankFollows = to < line.length();
        Map<String, CommandWords> byWords = new HashMap<>();
        commands.forEach(command -> byWords.put(command.words(), command));
        pool.addWords(commands.stream().map(CommandWords::words).toList(), words -> {
            CommandWords command = byWords.get(words);
            boolean ends = command == null || !command.takesArguments();
            String summary = command == null ? "" : command.summary();
            return Candidate.of(words, CandidateKind.COMMAND, summary).followedBy(ends || blankFollows ? "" : " ");
        });
    }
}
