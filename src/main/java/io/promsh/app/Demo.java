package io.promsh.app;

import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.console.Console;
import io.promsh.demo.DemoServer;
import io.promsh.demo.server.ThrowawayPrometheus;
import io.promsh.shell.Invocation;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Path;

/** {@code promsh demo}: the shell on a day of the incident's metrics, served by a throw-away Prometheus. */
final class Demo {
    private final ProcessFacts facts;
    private final Invocation call;
    private final Phases phases;

    Demo(ProcessFacts facts, Invocation call, Phases phases) {
        this.facts = facts;
        this.call = call;
        this.phases = phases;
    }

    int run() {
        Console console = Run.console(facts, call.settings());
        boolean quiet = call.settings().isOn(Setting.QUIET);
        if (!quiet) {
            console.note(
                    Line.of("starting a throw-away Prometheus with a day of the incident's metrics ...", Style.DIM));
        }
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DemoServer server = ThrowawayPrometheus.start(
                parent, facts.clock().withZone(facts.zones().get()))) {
            phases.end("demo");
            if (!quiet && call.lines().isEmpty() && call.file().isEmpty()) {
                greet(console, server.address());
            }
            Settings settings = call.settings().with(Setting.TARGET, server.address());
            if (!settings.isSet(Setting.LAST) && !settings.isSet(Setting.START)) {
                settings = settings.with(Setting.LAST, "24h");
            }
            return new Run(facts, call, phases).run(settings);
        }
    }

    private static void greet(Console console, String address) {
        console.note(Line.plain("A traffic camera's Prometheus at " + address + ", 24 hours, one sample every 30 s."));
        console.note(Line.plain("Someone ran 'docker-compose down': six hours are gone. Four things to try:"));
        console.note(Line.of("  traffic_vehicles_total", Style.COMMAND)
                .plus("                 what it counts now", Style.DIM));
        console.note(Line.of("  graph traffic_flow_rate_per_minute", Style.COMMAND)
                .plus("     the day, with the hole", Style.DIM));
        console.note(Line.of("  coverage traffic_vehicles_total", Style.COMMAND)
                .plus("        what is missing, when and why", Style.DIM));
        console.note(Line.of("  explain traffic_vehicles_total{direction=\"up\"}", Style.COMMAND)
                .plus("  why is this empty?", Style.DIM));
        console.err().flush();
    }
}
