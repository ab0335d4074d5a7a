package io.promsh.console.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.VirtualTerminal;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JLineConsoleTest {
    private final VirtualTerminal screen = new VirtualTerminal(40, 10);
    private final JLineConsole console = new JLineConsole(
            screen::terminal,
            TerminalFacts.of(Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8"), true, true, true),
            Optional.empty(),
            new Pager(Map.of()));

    @AfterEach
    void closeTerminal() {
        screen.close();
    }

    @Test
    void asksWithAPreset() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> console.ask("Name:", "prod"));
        screen.await("Name: [prod]").type("\r");
        assertEquals("prod", answer.get(10, TimeUnit.SECONDS));
    }

    @Test
    void neverShowsASecret() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> console.askSecret("Token:"));
        screen.await("Token:").type("s3cret").await("Token: ******").type("\r");
        assertEquals("s3cret", answer.get(10, TimeUnit.SECONDS));
        assertFalse(screen.text().contains("s3cret"));
    }

    @Test
    void noIsTheDefaultAnswer() throws Exception {
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> console.confirm("Remove it?"));
        screen.await("Remove it? [y/N]").type("\r");
        assertFalse(answer.get(10, TimeUnit.SECONDS));
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> console.confirm("Really?"));
        screen.await("Really? [y/N]").type("y\r");
        assertTrue(other.get(10, TimeUnit.SECONDS));
    }

    @Test
    void ctrlCAtAQuestionEndsTheCommand() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> console.ask("Name:", ""));
        screen.await("Name:").type("\003");
        try {
            answer.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertEquals(FailureKind.INTERRUPTED, ((Failure) Objects.requireNonNull(e.getCause())).kind());
            return;
        }
        throw new AssertionError("the question was answered");
    }

    @Test
    void keepsDataAndNotesInTheirOrder() {
        console.print(Line.of("one", Style.BAD));
        console.note(Line.plain("two"));
        console.print(Line.plain("three"));
        console.out().flush();
        screen.await("one\ntwo\nthree");
    }

    @Test
    void withoutAPagerShowsPageByPage() throws Exception {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add(Line.plain("line " + i + "."));
        }
        CompletableFuture<Void> paging = CompletableFuture.runAsync(() -> console.page(lines));
        screen.await("line 8.\n-- space for more, q to end --")
                .type(" ")
                .await("line 17.\n-- space")
                .type("q");
        paging.get(10, TimeUnit.SECONDS);
        assertFalse(screen.text().contains("line 18."));
    }

    @Test
    void aLiveRegionIsRedrawnInPlaceUntilAKey() throws Exception {
        console.print(Line.plain("before"));
        try (Console.Live live = console.live()) {
            live.show(List.of(Line.plain("frame 1"), Line.plain("x".repeat(60))));
            screen.await("before\nframe 1\n" + "x".repeat(40));
            live.show(List.of(Line.of("frame 2", Style.NUMBER)));
            screen.await("before\nframe 2").awaitNo("xxx");
            assertFalse(live.keyWithin(5));
            screen.type("\u001b[A");
            assertTrue(live.keyWithin(10_000));
            assertFalse(live.keyWithin(5));
        }
        console.print(Line.plain("after"));
        console.out().flush();
        screen.await("before\nframe 2\nafter");
    }
}
