package io.promsh.console.jline;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;

/** Opens the process's terminal. */
public final class Terminals {
    /** The native provider resets the speed of a serial line to 0, which cuts it off: jline3 issue 2170. */
    private static final List<String> SERIAL_LINES = List.of("/dev/ttyS", "/dev/ttyUSB", "/dev/ttyACM", "/dev/ttyAMA");

    private static final String NATIVE = "jni";
    private static final String BY_PROGRAMS = "exec";

    /** Kept here, because the JVM forgets the level of a logger that nobody holds. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.jline");

    private static volatile Runnable beforeEnd = () -> {};

    private Terminals() {}

    /**
     * Opens it: with native calls (fast), or through {@code stty} where those do not work, on serial lines, and with
     * {@code PROMSH_TERMINAL=exec}. Ctrl-C is ignored until someone listens. Throws a failure when there is no terminal.
     */
    public static Terminal open(Map<String, String> environment) {
        // It reports an unknown TERM, or a history that cannot be written, with a stack trace in the middle of the
        // screen.
        LIBRARY_LOG.setLevel(Level.OFF);
        ShutdownHooks.add(() -> beforeEnd.run());
        boolean byPrograms = BY_PROGRAMS.equals(environment.get("PROMSH_TERMINAL")) || isSerialLine();
        Terminal terminal;
        try {
            terminal = byPrograms ? open(BY_PROGRAMS) : openNative();
        } catch (IOException | IllegalStateException e) {
            throw Failure.failed("the terminal cannot be opened: " + e.getMessage(), "use promsh -c LINE instead")
                    .withCause(e);
        }
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        return terminal;
    }

    /**
     * Sets what is done when the process ends in the middle of something, in place of what was set before. The library's own hook
     * closes the terminal and does what was registered in the order in which it came: this was there before the terminal.
     */
    static void beforeEnd(Runnable last) {
        beforeEnd = last;
    }

    private static Terminal openNative() throws IOException {
        try {
            return open(NATIVE);
        } catch (IOException | IllegalStateException | LinkageError e) {
            // For example a temporary folder from which no library may be loaded.
            return open(BY_PROGRAMS);
        }
    }

    private static Terminal open(String provider) throws IOException {
        return TerminalBuilder.builder()
                .name("promsh")
                .system(true)
                .provider(provider)
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
    }

    private static boolean isSerialLine() {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return SERIAL_LINES.stream().anyMatch(name::startsWith);
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: the native provider serves.
            return false;
        }
    }
}
