package io.promsh.command.steps;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small process that waits beside an undertaking: until its journal is closed, or until this process is gone and the journal
 * is not. Then it runs promsh once more, for the repair. In a session of its own, so that what ends this process does not end it.
 */
public final class Sentinel {
    /** Arguments: our process, the journal's file, and the call. */
    private static final String WAIT = "p=$1; j=$2; shift 2; while [ -e \"$j\" ]; do"
            + " kill -0 \"$p\" 2>/dev/null || exec \"$@\"; sleep 0.5; done";

    private static final String MAIN = "io.promsh.app.Main";

    private Sentinel() {}

    /** Starts one; where the system does not tell how this process was called, there is none, and the next run repairs. */
    public static void over(Path journal, String engine) {
        try {
            ProcessHandle process = ProcessHandle.current();
            String java = process.info().command().orElse("");
            Optional<List<String>> call =
                    java.isEmpty() ? Optional.empty() : repairCall(java, arguments(process), engine);
            if (call.isPresent()) {
                start(journal, call.get());
            }
        } catch (IOException e) {
            // No setsid on this system: the next run repairs.
        }
    }

    private static void start(Path journal, List<String> call) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", WAIT, "sh"));
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(journal.toString());
        command.addAll(call);
        new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The arguments of this process; Java itself leaves them out where a class path is long. */
    private static List<String> arguments(ProcessHandle process) throws IOException {
        Path calls = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.isReadable(calls)) {
            return List.of(process.info().arguments().orElse(new String[0]));
        }
        List<String> words = List.of(Files.readString(calls).split("\0", -1));
        return words.subList(1, words.size());
    }

    /** Returns this program's own call with the repair for a line; empty where it does not run as a program of its own. */
    static Optional<List<String>> repairCall(String java, List<String> arguments, String engine) {
        int main = arguments.indexOf(MAIN);
        int jar = arguments.indexOf("-jar");
        int end = main >= 0 ? main : jar >= 0 ? jar + 1 : -1;
        if (end < 0 || end >= arguments.size()) {
            return Optional.empty();
        }
        List<String> call = new ArrayList<>();
        call.add(java);
        call.addAll(arguments.subList(0, end + 1));
        if (!engine.isEmpty()) {
            call.addAll(List.of("--docker", engine));
        }
        call.addAll(List.of("-c", "rescue repair"));
        return Optional.of(call);
    }
}
