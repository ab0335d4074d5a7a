package io.promsh.console.jline;

import io.promsh.completion.Candidate;
import io.promsh.completion.Completion;
import io.promsh.console.EntryInsight.Problem;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * The line editor. What it adds to JLine's: a completion menu that replaces whole tokens and narrows while one types, the message of
 * the error at the cursor below the line, and words that end at PromQL's brackets. Both go below the line as part of the same
 * drawing as the line itself, which survives narrow windows and resizing where a reserved last row of the screen does not.
 */
final class EntryReader extends LineReaderImpl {
    private static final String PREVIOUS_CHOICE = "promsh-previous-choice";
    private static final String STILL_LOADING = "names are still loading";
    private static final int MAX_MENU_ROWS = 11;
    private static final int MIN_MENU_ROWS = 3;
    /** How often a menu that waits for names looks whether they have come. Any key ends the waiting at once. */
    private static final long LOADING_LOOK_MILLIS = 150;

    private final Completing completing;
    private final EntryHighlighter entryHighlighter;
    private final EditorTheme theme;
    private boolean finishing;
    /** Shown below the line until the next key. */
    private String noted = "";

    EntryReader(Terminal terminal, Completing completing, EntryHighlighter entryHighlighter, EditorTheme theme) {
        super(terminal, "promsh", new HashMap<>());
        this.completing = completing;
        this.entryHighlighter = entryHighlighter;
        this.theme = theme;
        getWidgets().put(PREVIOUS_CHOICE, () -> false);
        for (String map : List.of(EMACS, VIINS)) {
            KeyMap<Binding> keys = getKeyMaps().get(map);
            if (keys != null) {
                keys.bind(new Reference(PREVIOUS_CHOICE), "\u001b[Z");
                bindPlainKeys(keys);
            }
        }
    }

    /** What keys send where the terminal takes no notice of the mode that its description promises. */
    private static void bindPlainKeys(KeyMap<Binding> keys) {
        keys.bind(new Reference(UP_LINE_OR_HISTORY), "\u001b[A");
        keys.bind(new Reference(DOWN_LINE_OR_HISTORY), "\u001b[B");
        keys.bind(new Reference(FORWARD_CHAR), "\u001b[C");
        keys.bind(new Reference(BACKWARD_CHAR), "\u001b[D");
        keys.bind(new Reference(BEGINNING_OF_LINE), "\u001b[H", "\u001b[1~", "\u001bOH");
        keys.bind(new Reference(END_OF_LINE), "\u001b[F", "\u001b[4~", "\u001bOF");
        keys.bind(new Reference(DELETE_CHAR), "\u001b[3~");
        keys.bind(new Reference(FORWARD_WORD), "\u001b[1;5C", "\u001b[1;3C");
        keys.bind(new Reference(BACKWARD_WORD), "\u001b[1;5D", "\u001b[1;3D");
        keys.bind(new Reference(KILL_WORD), "\u001b[3;5~", "\u001b[3;3~");
    }

    @Override
    protected boolean expandOrComplete() {
        return complete();
    }

    @Override
    protected boolean completeWord() {
        return complete();
    }

    @Override
    protected boolean menuComplete() {
        return complete();
    }

    @Override
    protected boolean listChoices() {
        return complete();
    }

    @Override
    protected boolean deleteCharOrList() {
        return buf.cursor() != buf.length() ? deleteChar() : complete();
    }

    private boolean complete() {
        Completion found = whenLoaded(asked());
        if (found.candidates().isEmpty()) {
            return found.loading();
        }
        if (isOnlyOne(found)) {
            take(found, found.candidates().get(0));
            return true;
        }
        CompletionMenu menu = new CompletionMenu(found);
        String typed = buf.substring(found.replaceFrom(), found.replaceTo());
        String certain = menu.certain(typed);
        if (certain.length() > typed.length()) {
            replace(found, certain);
            Completion fresh = asked();
            menu = fresh.candidates().isEmpty() ? menu : new CompletionMenu(fresh);
        }
        try {
            browse(menu);
        } finally {
            post = null;
        }
        return true;
    }

    /** Says that names are loading, and waits until some are there or a key is pressed. */
    private Completion whenLoaded(Completion first) {
        Completion found = first;
        if (!found.candidates().isEmpty() || !found.loading()) {
            return found;
        }
        noted = STILL_LOADING;
        redisplay();
        while (found.candidates().isEmpty() && found.loading() && !keyWithin(LOADING_LOOK_MILLIS)) {
            found = asked();
        }
        noted = found.candidates().isEmpty() && found.loading() ? STILL_LOADING : "";
        return found;
    }

    private boolean keyWithin(long millis) {
        return bindingReader.peekCharacter(millis) != NonBlockingReader.READ_EXPIRED;
    }

    private Completion asked() {
        return completing.complete(buf.toString(), buf.cursor());
    }

    private static boolean isOnlyOne(Completion found) {
        return found.candidates().size() == 1 && found.more() == 0 && !found.loading();
    }

    /** Puts the candidate and what follows it in place, and the cursor behind what stands there already. */
    private void take(Completion found, Candidate candidate) {
        replace(found, candidate.insert());
        finish(candidate);
    }

    private void finish(Candidate candidate) {
        buf.write(candidate.suffix());
        buf.move(candidate.skip());
    }

    /** Puts {@code text} in the place of the token, wherever in it the cursor stands, and the cursor behind it. */
    private void replace(Completion found, String text) {
        buf.cursor(found.replaceTo());
        buf.backspace(found.replaceTo() - found.replaceFrom());
        buf.write(text);
    }

    /** Shows the menu until a key means something else; that key is then handled as usual. */
    private void browse(CompletionMenu first) {
        CompletionMenu menu = first;
        String before = buf.toString();
        int cursorBefore = buf.cursor();
        while (true) {
            CompletionMenu shown = menu;
            post = () -> painted(shown);
            redisplay();
            if (menu.found().loading() && !menu.hasSelection() && !keyWithin(LOADING_LOOK_MILLIS)) {
                Completion more = asked();
                menu = more.candidates().isEmpty() ? menu : new CompletionMenu(more);
                continue;
            }
            Binding key = readBinding(getKeys());
            String name = key instanceof Reference reference ? reference.name() : "";
            int step = step(name);
            if (step != 0 && isOnlyOne(menu.found())) {
                take(menu.found(), menu.found().candidates().get(0));
                return;
            }
            if (step != 0) {
                setBuffer(before, cursorBefore);
                menu.move(step);
                replace(menu.found(), menu.selection().insert());
                continue;
            }
            if (name.equals(ACCEPT_LINE) && menu.hasSelection()) {
                finish(menu.selection());
                return;
            }
            if (name.equals(SEND_BREAK)) {
                setBuffer(before, cursorBefore);
                return;
            }
            boolean edits = name.equals(SELF_INSERT) || name.equals(BACKWARD_DELETE_CHAR);
            if (!edits || menu.hasSelection()) {
                pushBack(key);
                return;
            }
            callWidget(name);
            Completion fresh = asked();
            if (fresh.candidates().isEmpty() || fresh.replaceFrom() >= buf.cursor()) {
                return;
            }
            menu = new CompletionMenu(fresh);
            before = buf.toString();
            cursorBefore = buf.cursor();
        }
    }

    private void pushBack(@Nullable Binding key) {
        if (key != null) {
            runMacro(getLastBinding());
        }
    }

    private void setBuffer(String text, int cursor) {
        buf.clear();
        buf.write(text);
        buf.cursor(cursor);
    }

    private static int step(String widget) {
        return switch (widget) {
            case EXPAND_OR_COMPLETE,
                    COMPLETE_WORD,
                    MENU_COMPLETE,
                    DOWN_LINE_OR_HISTORY,
                    DOWN_LINE_OR_SEARCH,
                    DOWN_HISTORY,
                    DOWN_LINE -> 1;
            case PREVIOUS_CHOICE, REVERSE_MENU_COMPLETE, UP_LINE_OR_HISTORY, UP_LINE_OR_SEARCH, UP_HISTORY, UP_LINE ->
                -1;
            default -> 0;
        };
    }

    private AttributedString painted(CompletionMenu menu) {
        int rows = Math.max(MIN_MENU_ROWS, Math.min(MAX_MENU_ROWS, size.getRows() / 2));
        List<Line> lines = menu.lines(size.getColumns(), rows);
        AttributedStringBuilder painted = new AttributedStringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                painted.append("\n");
            }
            AttributedString line = theme.paint(lines.get(i));
            painted.append(i == menu.selectedLine() ? inverse(line) : line);
        }
        return painted.toAttributedString();
    }

    private static AttributedString inverse(AttributedString line) {
        AttributedStringBuilder inverse = new AttributedStringBuilder(line.length());
        inverse.style(style -> style.inverse()).append(line.toString());
        return inverse.toAttributedString();
    }

    @Override
    protected void redisplay(boolean flush) {
        Supplier<AttributedString> message = post == null && !finishing ? problemMessage() : null;
        if (message == null) {
            super.redisplay(flush);
            return;
        }
        post = message;
        try {
            super.redisplay(flush);
        } finally {
            post = null;
        }
    }

    private @Nullable Supplier<AttributedString> problemMessage() {
        if (size.getRows() < MIN_MENU_ROWS || size.getColumns() < 10) {
            return null;
        }
        if (!noted.isEmpty()) {
            AttributedString once = new AttributedString(noted, theme.of(Style.DIM));
            noted = "";
            return () -> once;
        }
        Optional<Problem> problem = entryHighlighter.problem(buf.toString(), buf.cursor());
        if (problem.isEmpty()) {
            return null;
        }
        String message = DisplayWidth.cut(Escaping.visible(problem.get().message()), size.getColumns() - 1, "~");
        return () -> new AttributedString(message, theme.of(Style.BAD));
    }

    @Override
    protected void doCleanup(boolean newLine) {
        finishing = true;
        try {
            super.doCleanup(newLine);
        } finally {
            finishing = false;
        }
    }

    @Override
    protected boolean backwardWord() {
        return moveWords(false);
    }

    @Override
    protected boolean emacsBackwardWord() {
        return moveWords(false);
    }

    @Override
    protected boolean forwardWord() {
        return moveWords(true);
    }

    @Override
    protected boolean emacsForwardWord() {
        return moveWords(true);
    }

    @Override
    protected boolean backwardKillWord() {
        int end = buf.cursor();
        moveWords(false);
        String killed = buf.substring(buf.cursor(), end);
        buf.cursor(end);
        buf.backspace(killed.length());
        killRing.addBackwards(killed);
        return true;
    }

    @Override
    protected boolean killWord() {
        int begin = buf.cursor();
        moveWords(true);
        String killed = buf.substring(begin, buf.cursor());
        buf.backspace(killed.length());
        killRing.add(killed);
        return true;
    }

    private boolean moveWords(boolean forward) {
        String text = buf.toString();
        int at = buf.cursor();
        for (int i = 0; i < Math.max(1, count); i++) {
            at = forward ? WordMotion.forward(text, at) : WordMotion.backward(text, at);
        }
        buf.cursor(at);
        return true;
    }

    /** Sets an option of the editor. */
    EntryReader with(LineReader.Option option, boolean value) {
        option(option, value);
        return this;
    }
}
