package io.promsh.demo.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small process beside ours that ends the server and removes its folder when we are gone without having done so, even by
 * {@code kill -9}: it waits at a pipe that only our end closes.
 */
final class Guard {
    private static final String SCRIPT = "read -r word; [ \"$word\" = done ] && exit; kill -9 \"$1\" 2>/dev/null;"
            + " rm -rf -- \"$2\" || { sleep 1; rm -rf -- \"$2\"; }";

    private final Process process;

    private Guard(Process process) {
        this.process = process;
    }

    /** Returns what the guard runs, with the process and the folder as arguments. */
    static String script() {
        return SCRIPT;
    }

    static Guard over(long pid, Path folder) throws IOException {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of("sh", "-c", SCRIPT, "promsh-demo-guard", Long.toString(pid), folder.toString()));
        return new Guard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * The words that put a command in a session of its own: a Ctrl-C that ends a query must not reach the server. Empty where
     * there is no {@code setsid}.
     */
    static List<String> ownSession() {
        return java.nio.file.Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
    }

    /** Tells the guard that everything has been put away. */
    void dismiss() {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
