package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real server that lost samples, known as the target {@code local}. A server looks for new blocks once a minute, and when it starts:
 * here it is started anew, which is all that a test of what comes back need wait for.
 */
final class LossyServer implements AutoCloseable {
    private final Path home;
    private final Path data;
    private final String[] flags;
    private final Map<String, String> environment = new HashMap<>();
    private RealPrometheus server;
    private boolean isStopped;

    LossyServer(Path home, Path data, String... flags) throws IOException {
        this.home = home;
        this.data = data;
        // Blocks stay as they are, however long a busy machine takes: merging is not what is tested.
        this.flags = Stream.concat(
                        Stream.of("--storage.tsdb.min-block-duration=2h", "--storage.tsdb.max-block-duration=2h"),
                        Stream.of(flags))
                .toArray(String[]::new);
        server = RealPrometheus.on(data, this.flags);
        writeTargets(server.address());
    }

    private void writeTargets(String address) throws IOException {
        Path file = home.resolve(".config/promsh/targets.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "targets:\n  local: {url: '" + address + "'}\n", UTF_8);
    }

    /** Nothing listens any more where the server was known to be. */
    void vanish() throws IOException {
        writeTargets("http://127.0.0.1:1");
    }

    /** Sets a variable of the environment for all runs from now on. */
    void knows(String name, String value) {
        environment.put(name, value);
    }

    PromshRun promsh() {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        environment.forEach(run::with);
        return run;
    }

    RealPrometheus server() {
        return server;
    }

    Path data() {
        return data;
    }

    /** Starts the server anew, on the same data and another port. */
    void restart() throws IOException {
        stop();
        server = RealPrometheus.on(data, flags);
        isStopped = false;
        writeTargets(server.address());
    }

    /** Runs {@code recover} up to the wait for the server, which ends at once. */
    Result placed(String options) {
        Result placed = promsh().run("-c", "recover --target local --to " + data + " " + options + " --yes --wait 1ms");
        // The server may have looked just now.
        assertTrue(placed.code() == 0 || placed.err().contains("recover resume"), placed.err());
        return placed;
    }

    /** Runs {@code recover} as a whole. */
    Result recover(String options) throws IOException {
        Result placed = placed(options);
        if (placed.code() == 0) {
            return placed;
        }
        restart();
        return promsh().run("-c", "recover resume --yes").exits(0);
    }

    /** Returns the name of the recovery that was begun last. */
    String lastId() {
        String[] lines =
                promsh().run("-o", "tsv", "-c", "recover status").exits(0).out().split("\n", -1);
        return lines[lines.length - 2].split("\t", 2)[0];
    }

    /** Ends the server, so that nothing is written while its folder is looked at. */
    void stop() {
        if (!isStopped) {
            isStopped = true;
            server.close();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
