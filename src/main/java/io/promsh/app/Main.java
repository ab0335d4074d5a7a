package io.promsh.app;

import io.promsh.target.prometheus.HttpPrometheus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The process entry point: turns the process into plain values, and an exit code into an exit. */
public final class Main {
    /** First arguments that ask no server. */
    private static final Set<String> ANSWERED_AT_ONCE = Set.of("-h", "--help", "-V", "--version", "completion");

    private Main() {}

    /** Starts promsh. */
    public static void main(String[] args) {
        if (args.length == 0 || !ANSWERED_AT_ONCE.contains(args[0])) {
            new Preparation().start();
        }
        // Three characters, 1 for a terminal: stdin, stdout, stderr. Java cannot tell them apart; the launcher does.
        String tty = System.getProperty("promsh.tty", "");
        ProcessFacts facts = new ProcessFacts(
                System.getenv(),
                System.in,
                // Not System.out: a PrintStream keeps to itself that the reader has gone or the disk is full.
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                isTerminal(tty, 0),
                isTerminal(tty, 1),
                isTerminal(tty, 2),
                Clock.systemUTC(),
                ZoneId::systemDefault);
        int code = new Promsh(facts).run(List.of(args));
        // Not a plain return: a command that does not answer must not keep the process.
        System.exit(code);
    }

    /** Without the launcher, Linux tells by the name of the file behind the descriptor. */
    private static boolean isTerminal(String tty, int descriptor) {
        if (!tty.isEmpty()) {
            return tty.startsWith("1", descriptor);
        }
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /**
     * Loads what the first question needs while the main thread finds out which question that is: a third of the time to the
     * answer. No lambda, whose machinery alone would take the main thread 4 ms before this one could begin.
     */
    private static final class Preparation extends Thread {
        Preparation() {
            super("promsh-preparation");
            setDaemon(true);
        }

        @Override
        public void run() {
            HttpPrometheus.prepare();
        }
    }
}
