package io.promsh.console.jline;

import io.promsh.text.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;

/** Shows what does not fit the screen: in the user's pager, in {@code less}, or page by page. */
public final class Pager {
    /** -R lets colours through, -F ends at once what fits after all, -X leaves the text on the screen. */
    private static final String LESS = "less -RFX";

    private final Map<String, String> environment;

    /** Makes a pager that knows PAGER and PATH. */
    public Pager(Map<String, String> environment) {
        this.environment = environment;
    }

    void show(List<Line> lines, Theme theme, JLineConsole console) {
        String command = command();
        if (command.isEmpty()) {
            showPages(lines, theme, console);
            return;
        }
        console.lendDuring(() -> {
            try {
                run(command, lines, theme);
            } catch (IOException e) {
                showPages(lines, theme, console);
            }
        });
    }

    /** Returns the command line, or nothing when there is no pager. PAGER=cat and PAGER="" mean none is wanted. */
    private String command() {
        String wanted = environment.get("PAGER");
        if (wanted != null && !wanted.isBlank() && !wanted.strip().equals("less")) {
            return wanted.strip();
        }
        return isInstalled("less") ? LESS : "";
    }

    private boolean isInstalled(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            try {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                    return true;
                }
            } catch (InvalidPathException e) {
                // Such a folder holds no program.
            }
        }
        return false;
    }

    private static void run(String command, List<Line> lines, Theme theme) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try (PrintWriter input = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)))) {
            for (Line line : lines) {
                input.println(theme.paint(line));
                if (input.checkError()) {
                    // The pager was left before the end.
                    break;
                }
            }
        }
        awaitEnd(process);
    }

    /** While the pager lives, the terminal is its own, and Ctrl-C as well. */
    private static void awaitEnd(Process process) {
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void showPages(List<Line> lines, Theme theme, JLineConsole console) {
        Terminal terminal = console.terminal();
        int page = Math.max(1, console.height().orElse(2) - 1);
        for (int i = 0; i < lines.size(); i++) {
            console.out().println(theme.paint(lines.get(i)));
            boolean full = (i + 1) % page == 0 && i + 1 < lines.size();
            if (full && !wantsMore(terminal, console)) {
                return;
            }
        }
    }

    private static boolean wantsMore(Terminal terminal, JLineConsole console) {
        console.out().print("-- space for more, q to end --");
        console.out().flush();
        org.jline.terminal.Attributes before = terminal.enterRawMode();
        try {
            int key = terminal.reader().read();
            console.out().print("\r\u001b[K");
            return key >= 0 && key != 'q' && key != 'Q';
        } catch (IOException e) {
            return false;
        } finally {
            terminal.setAttributes(before);
        }
    }
}
