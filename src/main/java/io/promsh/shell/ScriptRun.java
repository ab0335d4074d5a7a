package io.promsh.shell;

import io.promsh.command.AnswerFacts;
import io.promsh.command.Session;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.render.Wrap;
import io.promsh.shell.ScriptWord.Kind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a script, line by line as the lines arrive. Lines that are for the script itself are done here, all others by the
 * dispatcher, with the answers in place of their names.
 */
final class ScriptRun {
    /** A question without a preset is asked again so often. */
    private static final int MOST_TRIES = 3;

    private final TextLines lines;
    private final String name;
    private final Dispatcher dispatcher;
    private final Entries entries;
    private final Session session;
    private final Console console;
    private final BatchProgress progress;
    private final Map<String, String> given;
    private final ScriptAnswers answers;
    private final Deque<Branch> branches = new ArrayDeque<>();
    private int lastCode;
    private boolean stopped;

    /** A condition whose block is being read. */
    private static final class Branch {
        private final int begun;
        private final boolean outerRuns;
        private boolean holds;
        private boolean inElse;

        Branch(int begun, boolean outerRuns, boolean holds) {
            this.begun = begun;
            this.outerRuns = outerRuns;
            this.holds = holds;
        }
    }

    ScriptRun(
            TextLines lines,
            String name,
            Dispatcher dispatcher,
            Entries entries,
            Session session,
            Console console,
            BatchProgress progress,
            Map<String, String> given) {
        this.lines = lines;
        this.name = name;
        this.dispatcher = dispatcher;
        this.entries = entries;
        this.session = session;
        this.console = console;
        this.progress = progress;
        this.given = given;
        this.answers = new ScriptAnswers(entries.parser());
    }

    /** Runs to the end of the lines, or to where progress or the script itself stops it. */
    void run() {
        StringBuilder entry = new StringBuilder();
        int begun = 0;
        for (Optional<String> line = next(); line.isPresent(); line = next()) {
            boolean fresh = entry.length() == 0;
            if (fresh && (Entries.isEmpty(line.get()) || isForScript(line.get()))) {
                continue;
            }
            begun = fresh ? lines.number() : begun;
            entry.append(fresh ? "" : "\n").append(line.get());
            if (entries.isComplete(entry.toString())) {
                dispatch(entry.toString(), begun, false);
                entry.setLength(0);
            }
        }
        if (entry.length() > 0 && !isOver()) {
            throw Failure.usage(
                    name + ":" + begun + ": the line that begins here is not complete",
                    "a bracket or quote is open, or an operator ends it");
        }
        if (!branches.isEmpty() && !isOver()) {
            throw Failure.usage(
                    name + ":" + branches.peek().begun + ": the 'if' that stands here has no 'end'",
                    "put a line with end behind it");
        }
    }

    private boolean isOver() {
        return stopped || progress.isOver();
    }

    private Optional<String> next() {
        return isOver() ? Optional.empty() : lines.next();
    }

    /** Does what a line for the script asks; returns false for a line to run. A block that is left out is read over. */
    private boolean isForScript(String line) {
        int number = lines.number();
        try {
            Optional<ScriptWord> word = ScriptWord.of(line);
            boolean structure = word.isPresent()
                    && (word.get().kind() == Kind.IF
                            || word.get().kind() == Kind.ELSE
                            || word.get().kind() == Kind.END);
            if (structure) {
                branch(word.get(), number);
                return true;
            }
            if (!runs()) {
                return true;
            }
            word.ifPresent(known -> act(known, number));
            return word.isPresent();
        } catch (Failure failure) {
            throw failure.message().startsWith(name + ":") ? failure : placed(failure, number);
        }
    }

    private Failure placed(Failure failure, int number) {
        return Failure.of(failure.kind(), name + ":" + number + ": " + failure.message(), failure.hint());
    }

    private boolean runs() {
        Branch inner = branches.peek();
        return inner == null || (inner.outerRuns && inner.holds != inner.inElse);
    }

    private void branch(ScriptWord word, int number) {
        if (word.kind() == Kind.IF) {
            boolean outer = runs();
            Optional<AnswerFacts> facts = session.lastAnswer();
            branches.push(
                    new Branch(number, outer, outer && ScriptCondition.holds(word.text(), lastCode, facts, answers)));
            return;
        }
        Branch inner = branches.peek();
        if (inner == null || (word.kind() == Kind.ELSE && inner.inElse)) {
            throw Failure.usage("'" + word.kind().name().toLowerCase(java.util.Locale.ROOT) + "' without an 'if'", "");
        }
        if (word.kind() == Kind.ELSE) {
            inner.inElse = true;
        } else {
            branches.pop();
        }
    }

    private void act(ScriptWord word, int number) {
        switch (word.kind()) {
            case ASK -> answers.put(word.name(), answer(word));
            case SAY -> say(answers.fill(word.text()));
            case TRY -> dispatch(word.text(), number, true);
            case STOP -> {
                say(answers.fill(word.text()));
                stopped = true;
            }
            case IF, ELSE, END -> throw new IllegalStateException(word.kind().name());
        }
    }

    private void say(String text) {
        Line line = Line.of(Escaping.visible(text), Style.COMMAND);
        // Leading blanks are meant: a line to type.
        boolean isLine = text.startsWith(" ");
        int columns = isLine ? Integer.MAX_VALUE : console.width().orElse(Integer.MAX_VALUE);
        Wrap.of(line, columns).forEach(console::note);
    }

    private String answer(ScriptWord word) {
        String known = given.get(word.name());
        if (known != null) {
            console.note(Line.of(Escaping.visible(word.text() + " " + known), Style.DIM));
            return known;
        }
        String preset = word.preset().orElse("");
        for (int tries = 0; console.isInteractive() && tries < MOST_TRIES; tries++) {
            String answer = console.ask(word.text() + " ", preset).strip();
            if (!answer.isEmpty() || word.preset().isPresent()) {
                return answer.isEmpty() ? preset : answer;
            }
            console.note(Line.of("an answer is needed; Ctrl-C ends the script", Style.DIM));
        }
        return word.preset()
                .orElseThrow(() -> Failure.usage(
                        "the script asks for " + word.name() + " (" + word.text() + ") and got no answer",
                        "give it: " + word.name() + "=VALUE behind the script's name"));
    }

    /** Runs an entry; one that is tried may fail without stopping the script. */
    private void dispatch(String entry, int number, boolean tried) {
        String filled = answers.fill(entry);
        Transcript.entered(console, filled);
        session.forgetAnswer();
        Outcome outcome = dispatcher.run(filled, name + ":" + number, console);
        lastCode = outcome.exitCode();
        progress.ran(tried && !outcome.isInterrupted() ? new Outcome(0, outcome.outputClosed()) : outcome);
    }
}
