package io.promsh.console.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.completion.Candidate;
import io.promsh.completion.CandidateKind;
import io.promsh.completion.Completion;
import io.promsh.console.EntryInsight;
import io.promsh.console.LineSource.Entry;
import io.promsh.console.LineSource.Kind;
import io.promsh.testing.VirtualTerminal;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EditorTest {
    private static final String UP = "\u001b[A";
    private static final String SHIFT_TAB = "\u001b[Z";
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String CTRL_R = "\022";
    private static final String CTRL_W = "\027";

    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final List<Line> notices = new ArrayList<>();
    private volatile boolean namesAreThere;
    private VirtualTerminal screen = new VirtualTerminal(80, 24);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void closeTerminal() {
        screen.close();
    }

    @Test
    void enterRunsWhatIsCompleteAndCtrlCDropsTheLine() throws Exception {
        start();
        screen.type("up != 1 and x !~ \"!!\"\r");
        assertEquals(Entry.line("up != 1 and x !~ \"!!\""), taken());
        screen.type("half a li").await("> half a li").type(CTRL_C);
        assertEquals(Entry.CANCELLED, taken());
        screen.type(CTRL_D);
        assertEquals(Entry.END, taken());
    }

    @Test
    void anOpenBracketGoesOnInTheNextLine() throws Exception {
        start();
        screen.type("sum(\r").await("prod> sum(\n    .").type("up)\r");
        assertEquals(Entry.line("sum(\nup)"), taken());
        screen.type("sum(\r").type("\r");
        assertEquals(Entry.line("sum(\n"), taken());
    }

    @Test
    void aPasteOfManyLinesIsOneEntry() throws Exception {
        start();
        screen.type("\u001b[200~up\nsum(\n  x)\ndown\u001b[201~").await("down").type("\r");
        assertEquals(Entry.line("up\nsum(\n  x)\ndown"), taken());
    }

    @Test
    void errorsAreUnderlinedAndExplainedBelowTheLine() throws Exception {
        start();
        screen.type("bad + 1").await("this is bad");
        assertEquals("bad", screen.underlined());
        screen.type("\001\004\004\004good").awaitNo("this is bad");
        assertEquals("", screen.underlined());
        screen.type("\r");
        assertEquals(Entry.line("good + 1"), taken());
        assertFalse(screen.text().contains("this is bad"));
    }

    @Test
    void theBracketThatBelongsToTheOneAtTheCursorIsShown() {
        start();
        screen.type("sum(x)").await("sum(x)").await(() -> screen.inverse().equals("("), "the partner marked");
    }

    @Test
    void tabCompletesWhatIsUnambiguous() throws Exception {
        start();
        screen.type("traf\t")
                .await("prod> traffic_")
                .type("v\t")
                .await("traffic_vehicles_total{")
                .type("\r");
        assertEquals(Entry.line("traffic_vehicles_total{"), taken());
    }

    @Test
    void aTokenIsReplacedAsAWholeWhereverTheCursorStands() throws Exception {
        start();
        screen.type("sum(trv_x)").type("\033[D\033[D\033[D").type("\t").await("sum(traffic_vehicles_total{)");
        screen.type("\r");
        assertEquals(Entry.line("sum(traffic_vehicles_total{)"), taken());
    }

    @Test
    void theMenuShowsHelpBesideNamesAndCountsTheRest() {
        start();
        screen.type("m\t").await("counter  the 0th metric").await("metrics 1-10 of 345, type on to narrow");
        assertTrue(screen.text().contains("m_09") && !screen.text().contains("m_10"), screen.text());
    }

    @Test
    void theMenuIsWalkedWithTabAndArrowsAndEnterTakesAChoice() throws Exception {
        start();
        screen.type("m\t")
                .await("m_00")
                .type("\t")
                .await("prod> m_00")
                .type("\t")
                .await("prod> m_01");
        assertTrue(screen.inverse().startsWith("m_01"), screen.inverse());
        screen.type(UP).await("prod> m_00").type(SHIFT_TAB).await("prod> m_19").await("11-20 of");
        screen.type("\r").await("prod> m_19(").awaitNo("m_18");
        screen.type("x)\r");
        assertEquals(Entry.line("m_19(x)"), taken());
    }

    @Test
    void namesThatAreStillLoadingAreAnnouncedUntilTheNextKey() {
        start();
        screen.type("load\t").await("names are still loading").type("x").awaitNo("still loading");
    }

    @Test
    void theMenuOpensByItselfWhenTheNamesArrive() throws Exception {
        start();
        screen.type("late\t").await("names are still loading");
        namesAreThere = true;
        screen.await("late_second").awaitNo("still loading");
        screen.type("\t\t").await("prod> late_second").type("\r").type("\r");
        assertEquals(Entry.line("late_second"), taken());
    }

    @Test
    void aKeyEndsTheWaitingForNamesAndIsTyped() throws Exception {
        start();
        screen.type("late\t").await("names are still loading").type("r\r");
        assertEquals(Entry.line("later"), taken());
        screen.type("load\t").await("names are still loading").type(CTRL_C);
        assertEquals(Entry.CANCELLED, taken());
    }

    @Test
    void theMenuNarrowsWhileOneTypes() throws Exception {
        start();
        screen.type("m\t")
                .await("m_00")
                .type("_1")
                .awaitNo("m_00")
                .await("m_19")
                .type("\b")
                .await("m_00");
        screen.type(" + 1").awaitNo("m_00").type("\r");
        assertEquals(Entry.line("m_ + 1"), taken());
    }

    @Test
    void deletingAWordStopsAtBrackets() throws Exception {
        start();
        screen.type("sum(rate(foo_bar:baz")
                .await("baz")
                .type(CTRL_W)
                .await("sum(rate(")
                .type("x))\r");
        assertEquals(Entry.line("sum(rate(x))"), taken());
    }

    @Test
    void theHistoryOutlivesTheSessionWithoutSecrets() throws Exception {
        Path file = folder.resolve("state/history");
        start(Optional.of(file));
        screen.type("first\r");
        taken();
        screen.type("sum(\rx)\r");
        taken();
        screen.type("connect http://u:pass@h\r");
        taken();
        screen.type("set token glsa_abc\r");
        taken();
        screen.type(CTRL_D);
        taken();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String stored = Files.readString(file);
        assertTrue(stored.contains("first") && !stored.contains("pass") && !stored.contains("glsa"), stored);

        screen.close();
        screen = new VirtualTerminal(80, 24);
        start(Optional.of(file));
        screen.type(UP)
                .await("prod> sum(\n    . x)")
                .type(CTRL_R)
                .type("fir")
                .await("first")
                .type("\r");
        assertEquals(Entry.line("first"), taken());
        // The session ends before its folder goes: it still saves.
        screen.type(CTRL_D);
        assertEquals(Entry.END, taken());
    }

    @Test
    void aHomeThatCannotBeWrittenIsToldOnce() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        start(Optional.of(blocked.resolve("history")));
        assertEquals(1, notices.size());
        screen.type("up\r");
        assertEquals(Entry.line("up"), taken());
    }

    @Test
    void fortyColumnsAreEnough() throws Exception {
        screen.close();
        screen = new VirtualTerminal(40, 12);
        start();
        String expression = "sum by (instance, job) (rate(traffic_vehicles_total[5m]))";
        screen.type(expression)
                .await("(rate(traff\nic_vehicles_total[5m]))")
                .type("\t")
                .type(" m\t")
                .await("m_00")
                .type("\003");
        assertEquals(Entry.CANCELLED, taken());
        screen.type("x" + "\r");
        assertEquals(Entry.line("x"), taken());
    }

    @Test
    void aWiderWindowIsUsedAtOnce() throws Exception {
        start();
        screen.type("y".repeat(90));
        screen.await(() -> screen.text().chars().filter(c -> c == 'y').count() == 90, "90 letters");
        screen.grow(120, 30);
        screen.await("prod> " + "y".repeat(90)).type("\r");
        assertEquals(Entry.line("y".repeat(90)), taken());
    }

    @Test
    void aDumbTerminalIsUsable() throws Exception {
        screen.close();
        screen = new VirtualTerminal(80, 24, "dumb");
        start();
        screen.type("up\r");
        assertEquals(Entry.line("up"), taken());
        screen.type("sum(\rup)\r");
        assertEquals(Entry.line("sum(\nup)"), taken());
        assertFalse(screen.text().contains("["), screen.text());
    }

    private Entry taken() throws InterruptedException {
        Entry entry = entries.poll(20, TimeUnit.SECONDS);
        if (entry == null) {
            throw new AssertionError("no entry came, the screen is:\n" + screen.text());
        }
        if (entry.kind() != Kind.END) {
            // Between two reads the terminal is in its usual mode: type only into the next prompt.
            screen.await(() -> screen.text().endsWith("prod>"), "the next prompt");
        }
        return entry;
    }

    private void start() {
        start(Optional.empty());
    }

    private void start(Optional<Path> history) {
        JLineLineSource source = new JLineLineSource(
                screen.terminal(), ColourDepth.INDEXED, new Insight(), this::complete, history, notices::add);
        Thread reading = new Thread(() -> {
            Entry entry = Entry.CANCELLED;
            while (entry.kind() != Kind.END) {
                entry = source.next("prod> ");
                if (entry.kind() == Kind.END) {
                    source.close();
                }
                entries.add(entry);
            }
        });
        reading.setDaemon(true);
        reading.start();
        screen.await("prod>");
    }

    private Completion complete(String entry, int cursor) {
        int from = cursor;
        while (from > 0 && isName(entry.charAt(from - 1))) {
            from--;
        }
        int to = cursor;
        while (to < entry.length() && isName(entry.charAt(to))) {
            to++;
        }
        String token = entry.substring(from, to);
        List<Candidate> choices = new ArrayList<>();
        if (token.startsWith("m")) {
            for (int i = 0; i < 20; i++) {
                String name = "m_" + (i < 10 ? "0" : "") + i;
                if (name.startsWith(token)) {
                    choices.add(Candidate.of(name, CandidateKind.METRIC, "counter  the " + i + "th metric")
                            .followedBy("("));
                }
            }
            return new Completion(from, to, choices, token.equals("m") ? 325 : 0, true, false);
        }
        if (token.startsWith("traffic_v") || token.startsWith("trv")) {
            choices.add(Candidate.of("traffic_vehicles_total", CandidateKind.METRIC, "counter")
                    .followedBy("{"));
        } else if (token.startsWith("traf")) {
            choices.add(Candidate.of("traffic_vehicles_total", CandidateKind.METRIC, "counter")
                    .followedBy("{"));
            choices.add(
                    Candidate.of("traffic_speed", CandidateKind.METRIC, "gauge").followedBy(""));
        }
        if (token.startsWith("late") && namesAreThere) {
            choices.add(Candidate.of("late_first", CandidateKind.METRIC, ""));
            choices.add(Candidate.of("late_second", CandidateKind.METRIC, ""));
        }
        boolean loading = token.equals("load") || (token.equals("late") && !namesAreThere);
        return new Completion(from, to, choices, 0, true, loading);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Parentheses must match, and "bad" is wrong. */
    private static final class Insight implements EntryInsight {
        @Override
        public boolean isComplete(String entry) {
            return entry.chars().filter(c -> c == '(').count()
                    <= entry.chars().filter(c -> c == ')').count();
        }

        @Override
        public Look look(String entry) {
            int bad = entry.indexOf("bad");
            int number = entry.indexOf('1');
            return new Look(
                    number < 0 ? List.of() : List.of(new Mark(number, number + 1, Style.NUMBER)),
                    bad < 0 ? List.of() : List.of(new Problem(bad, bad + 3, "this is bad")));
        }

        @Override
        public OptionalInt matchingBracket(String entry, int position) {
            int other = entry.charAt(position) == '(' ? entry.indexOf(')', position) : entry.lastIndexOf('(', position);
            return other < 0 ? OptionalInt.empty() : OptionalInt.of(other);
        }
    }
}
