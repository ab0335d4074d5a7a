package io.promsh.console.jline;

import io.promsh.console.EntryInsight;
import io.promsh.console.LineSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * Uses the editor once on a terminal that is none, so that a class-data archive which is made meanwhile holds what a person's first
 * prompt loads.
 */
public final class Rehearsal {
    private static final String[] LOADED_WITH_A_TERMINAL = {
        "org.jline.terminal.impl.PosixSysTerminal",
        "org.jline.terminal.impl.jni.JniTerminalProvider",
        "org.jline.terminal.impl.jni.JniNativePty",
        "org.jline.utils.Signals",
        "org.jline.utils.ShutdownHooks",
        "io.promsh.console.jline.Terminals"
    };

    private Rehearsal() {}

    /** Types {@code line}, completes, enters it and leaves. */
    public static void run(EntryInsight insight, Completing completing, String line) {
        loadTerminalClasses();
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal(
                "rehearsal", "xterm-256color", OutputStream.nullOutputStream(), StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(100, 30));
            try (JLineLineSource source = new JLineLineSource(
                    terminal, ColourDepth.INDEXED, insight, completing, Optional.empty(), notice -> {})) {
                // All is typed beforehand: nobody else is there to type while the editor waits.
                terminal.processInputBytes((line + "\t\n\n\004\n").getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < 3; i++) {
                    if (source.next("promsh> ").kind() == LineSource.Kind.END) {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loadTerminalClasses() {
        try {
            TerminalBuilder.builder()
                    .system(true)
                    .provider("jni")
                    .dumb(false)
                    .build()
                    .close();
        } catch (IOException | IllegalStateException | LinkageError e) {
            // Expected: there is no terminal here. What it takes to find out is loaded.
        }
        for (String name : LOADED_WITH_A_TERMINAL) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException | LinkageError e) {
                // Another version of the library: the archive holds a little less.
            }
        }
    }
}
