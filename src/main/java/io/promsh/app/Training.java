package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.command.Command;
import io.promsh.completion.LineCompleter;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.console.jline.Rehearsal;
import io.promsh.promql.edit.Incomplete;
import io.promsh.shell.CommandRegistry;
import io.promsh.shell.CompletionWords;
import io.promsh.shell.Entries;
import io.promsh.shell.LineParser;
import io.promsh.shell.PromqlInsight;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * What the hidden argument {@code --train} does: walks the ways of a session, so that the JVM writes the classes that a session
 * loads into its archive when the process ends. Needs no network beyond loopback and no terminal; writes nothing but into a
 * folder of its own. See the launcher.
 */
final class Training {
    private static final String BATCH = """
            # every form of an answer
            vector(1)
            traffic_vehicles_total
            traffic_vehicles_total[5m]
            sum by (direction) (rate(traffic_vehicles_total{job=~"t.*"}[5m]))
            1 + 1
            range rate(traffic_vehicles_total[5m])
            graph traffic_vehicles_total
            raw traffic_vehicles_total
            metrics
            labels
            values direction
            series traffic_vehicles_total
            describe traffic_vehicles_total
            explain traffic_vehicles_total > 1
            format sum(up)
            session
            targets list
            show
            help query
            """;

    private static final String ENGINE = """
            volume list
            volume list --sizes -o json
            volume backups
            """;

    /** Typed ahead. Ctrl-U drops a line; Ctrl-R searches the history, Ctrl-G gives that up. */
    private static final String KEYS = "vector(1)\r"
            + "sum by (direction) (rate(traffic_v\t\025"
            + "traffic_vehicles_total{dir\t\025"
            + "sum(up))\025"
            + "graph traffic_vehicles_total\r"
            + "\022vec\007\025"
            + "exit\r";

    /** A session that hangs must not keep the training. */
    private static final int SESSION_MILLIS = 15_000;

    private Training() {}

    /** Walks; returns 0, or 1 when the ground gave way. */
    static int run() {
        Path home = null;
        try {
            home = Files.createTempDirectory("promsh-training-");
            try (CannedServer server = CannedPrometheus.start(Clock.systemUTC())) {
                walk(home, server.address());
            }
            askEngine(home);
            return 0;
        } catch (IOException e) {
            return 1;
        } finally {
            if (home != null) {
                remove(home);
            }
        }
    }

    private static void walk(Path home, String address) throws IOException {
        program(home, false, "", "--version");
        program(home, false, "", "--help");
        for (boolean terminal : new boolean[] {false, true}) {
            program(home, terminal, "", "--target", address, "-c", "vector(1)");
            program(home, terminal, BATCH, "--target", address, "--keep-going", "--last", "30m");
        }
        for (String format : List.of("table", "json", "jsonl", "csv", "tsv", "markdown", "openmetrics")) {
            program(home, false, BATCH, "--target", address, "--keep-going", "-o", format, "--timing");
        }
        keep(home, address);
        program(home, false, "", "--target", "http://127.0.0.1:1", "-c", "up");
        program(home, false, "", "--target", address, "-c", "sum(");
        rehearseEditor(home);
        session(home, address);
    }

    /**
     * What an operator runs from scripts, and waits for. Not all: on newer JVMs each class in the archive costs every start a
     * little, and {@code verify} reads its manifest with hundreds of them.
     */
    private static void keep(Path home, String address) {
        for (boolean terminal : new boolean[] {false, true}) {
            String out = home.resolve("export-" + terminal).toString();
            String[] lines = {
                "coverage traffic_vehicles_total",
                "gaps traffic_vehicles_total",
                "export traffic_vehicles_total --out " + out,
            };
            for (String line : lines) {
                program(home, terminal, "", "--target", address, "--last", "10m", "-c", line);
            }
        }
    }

    /** The volumes of an engine; where none can be played the archive lacks a few classes. */
    private static void askEngine(Path home) {
        try (CannedServer engine = CannedEngine.start(home)) {
            for (boolean terminal : new boolean[] {false, true}) {
                new Promsh(facts(home, terminal, ENGINE, Map.of("DOCKER_HOST", engine.address())))
                        .run(List.of("--keep-going"));
            }
        } catch (IOException e) {
            // No sockets in folders here.
        }
    }

    /** The way to the first prompt, and a Tab, without a terminal. */
    private static void rehearseEditor(Path home) {
        CommandRegistry registry = new CommandRegistry(Commands.all());
        LineParser parser = new LineParser(registry);
        Entries entries = new Entries(parser, Incomplete::isOpen);
        LineCompleter completer = new LineCompleter(CompletionWords.of(registry, List::of), Optional::empty, home);
        Rehearsal.run(
                new PromqlInsight(registry, parser, entries), completer::complete, "rate(traffic_vehicles_total[5m]) ");
    }

    /** The interactive shell on a terminal in memory: what is typed, completion, an error mark, a result; then it leaves. */
    private static void session(Path home, String address) throws IOException {
        LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("training", "xterm-256color", OutputStream.nullOutputStream(), UTF_8);
        terminal.setSize(new Size(100, 30));
        ProcessFacts facts = facts(home, true, "");
        Settings settings = Settings.DEFAULTS.with(Setting.TARGET, address);
        List<Command> commands = Commands.all();
        LineParser parser = new LineParser(new CommandRegistry(commands));
        Entries entries = new Entries(parser, Incomplete::isOpen);
        Thread shell = Run.daemons()
                .newThread(() ->
                        new Interactive(facts, new Phases(), () -> terminal).run(settings, commands, parser, entries));
        terminal.processInputBytes(KEYS.getBytes(UTF_8));
        shell.start();
        try {
            shell.join(SESSION_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void program(Path home, boolean terminal, String input, String... arguments) {
        new Promsh(facts(home, terminal, input)).run(new ArrayList<>(List.of(arguments)));
    }

    private static ProcessFacts facts(Path home, boolean terminal, String input) {
        return facts(home, terminal, input, Map.of());
    }

    private static ProcessFacts facts(Path home, boolean terminal, String input, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(
                Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "TERM", "xterm-256color", "COLUMNS", "100"));
        return new ProcessFacts(
                environment,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                false,
                terminal,
                terminal,
                Clock.systemUTC(),
                ZoneId::systemDefault);
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // In the system's temporary folder: it will be cleared there.
        }
    }
}
