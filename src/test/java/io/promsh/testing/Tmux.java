package io.promsh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real terminal around a program: tmux on a socket of its own, so that no session of the person who runs the tests is touched.
 * Text is awaited on the screen, never slept for.
 */
public final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String socket = "promsh-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    private Tmux() {}

    /**
     * Starts a program in a window of that size. The environment holds what is given, PATH, a UTF-8 locale, and tmux's TERM unless
     * one is given. Without tmux the test is skipped, but fails where {@code CI=true}.
     */
    public static Tmux start(int columns, int rows, Map<String, String> environment, List<String> command) {
        requireTmux();
        Tmux tmux = new Tmux();
        List<String> words = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
        words.addAll(List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows), "--", "env"));
        for (String inherited :
                List.of("TMUX", "NO_COLOR", "COLORTERM", "PAGER", "LESS", "LC_ALL", "COLUMNS", "LINES")) {
            words.addAll(List.of("-u", inherited));
        }
        words.add("LANG=C.UTF-8");
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of("sh", "-c", "\"$@\"; echo \"exit code $?\"; exec sleep 600", "sh"));
        words.addAll(command);
        tmux.run(words);
        return tmux;
    }

    private static void requireTmux() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "tmux"))) {
                return;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("tmux is not installed, and in CI no test may be left out");
        }
        Assumptions.abort("tmux is not installed");
    }

    /** Types text as it is. */
    public Tmux type(String text) {
        run(List.of("send-keys", "-l", text));
        return this;
    }

    /** Presses keys by tmux's names, for example {@code Enter}, {@code C-c}, {@code Tab}, {@code Up}. */
    public Tmux press(String... keys) {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        run(words);
        return this;
    }

    /** Pastes text as a terminal does: bracketed when the program has asked for that. */
    public Tmux paste(String text) {
        run(List.of("set-buffer", "--", text));
        run(List.of("paste-buffer", "-p", "-r"));
        return this;
    }

    /** Gives the window another size. */
    public Tmux resize(int columns, int rows) {
        run(List.of("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows)));
        return this;
    }

    /** Returns the screen as text, without empty lines at the end. */
    public String screen() {
        return run(List.of("capture-pane", "-p")).stripTrailing();
    }

    /** Returns the screen with its control sequences. */
    public String styledScreen() {
        return run(List.of("capture-pane", "-p", "-e")).stripTrailing();
    }

    /** Returns the screen and what has scrolled off it. */
    public String everything() {
        return run(List.of("capture-pane", "-p", "-S", "-")).stripTrailing();
    }

    /** Waits until the screen holds {@code text}. */
    public Tmux await(String text) {
        awaitThat(() -> screen().contains(text), "'" + text + "'");
        return this;
    }

    /** Waits until the screen ends with {@code text}, for example with a prompt. */
    public Tmux awaitEnd(String text) {
        awaitThat(() -> screen().endsWith(text.stripTrailing()), "'" + text + "' at the end");
        return this;
    }

    /** Waits until the screen no longer holds {@code text}. */
    public Tmux awaitNo(String text) {
        awaitThat(() -> !screen().contains(text), "no '" + text + "'");
        return this;
    }

    /** Waits for a condition. */
    public void awaitThat(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + ", the screen is:\n" + screen());
            }
        }
    }

    private String run(List<String> words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Returns the processes that run in the window. */
    public List<ProcessHandle> processes() {
        return run(List.of("list-panes", "-a", "-F", "#{pane_pid}"))
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .flatMap(pane -> Stream.concat(Stream.of(pane), pane.descendants()))
                .toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> inside = processes();
        run(List.of("kill-server"));
        // A shell that loses its terminal still saves its history: its folder can be removed only afterwards.
        for (ProcessHandle process : inside) {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }
}
