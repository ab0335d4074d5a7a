package io.promsh.command.audit;

import io.promsh.audit.Finding;
import io.promsh.audit.Report;
import io.promsh.audit.Severity;
import io.promsh.audit.UnifiedDiff;
import io.promsh.audit.rule.SecretPlaces;
import io.promsh.audit.sarif.SarifReport;
import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.render.Listing;
import io.promsh.render.View;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code audit}: what would lose data, in files, in what runs and in the server, each with its exact fix. */
public final class AuditCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "audit",
                    CommandGroup.KEEP,
                    "[PROJECT|FILE...]",
                    Completes.FILE,
                    "what would lose data: findings with severity, evidence and the exact fix",
                    "Looks at Compose files (variables, extends, include, profiles, several files), at Grafana's provisioning"
                            + " and dashboards, at what runs, at the server and at git. What cannot be seen is told as"
                            + " unknown, never as good. Exit code 7 when a finding is as bad as --min-severity.",
                    "audit",
                    "audit docker-compose.yml --patch > fix.patch",
                    "audit --format sarif > audit.sarif",
                    "audit --rules VOL")
            .withOptions(
                    new OptionSpec(
                            "min-severity",
                            "LEVEL",
                            "critical, high (the default), medium, low: exit code 7 from there on; none: never",
                            Completes.NOTHING),
                    new OptionSpec("format", "sarif", "SARIF 2.1.0, for code hosts and editors", Completes.NOTHING),
                    OptionSpec.toggle("patch", "only the fixes to files, as one unified diff"),
                    new OptionSpec(
                            "backup-age",
                            "DURATION",
                            "an older verified backup counts as none (7d)",
                            Completes.DURATION),
                    OptionSpec.toggle("files", "look at files alone, not at the engine and the server"),
                    new OptionSpec("profile", "NAME", "a Compose profile that is on (repeatable)", Completes.NOTHING),
                    new OptionSpec("project-name", "NAME", "the project's name, as Compose's -p", Completes.NOTHING),
                    OptionSpec.toggle("rules", "list the rules, or those whose id begins so"));

    private final Map<String, String> environment;

    /** Reads variables of Compose files from this environment. */
    public AuditCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        if (arguments.has("rules")) {
            listRules(arguments, context);
            return;
        }
        Optional<Severity> threshold = threshold(arguments);
        String format = arguments.option("format").orElse("").toLowerCase(Locale.ROOT);
        if (!format.isEmpty() && !format.equals("sarif")) {
            throw Failure.usage("--format takes sarif, not '" + format + "'", "other forms are asked for with -o");
        }
        AuditRun run = new AuditRun(input(arguments, context), context, arguments.has("files"), backupAge(arguments));
        Map<Path, Set<Integer>> secretLines =
                run.files().map(SecretPlaces::lines).orElse(Map.of());
        Report report = run.report().withoutSecrets(secretLines);
        UnaryOperator<Path> shown = run.shown();
        UnifiedDiff diff = new UnifiedDiff(shown, secretLines);
        if (arguments.has("patch")) {
            diff.of(report.findings().stream()
                            .map(Finding::fix)
                            .flatMap(fix -> fix.edits().stream())
                            .toList())
                    .forEach(context.console().out()::println);
            context.console().out().flush();
        } else if (format.equals("sarif")) {
            sarif(report, shown, context);
        } else {
            print(report, diff, shown, context);
        }
        judge(report, threshold, context);
    }

    private static void listRules(Arguments arguments, CommandContext context) {
        Listing rules = AuditListing.rules(arguments.words());
        if (rules.rows().isEmpty()) {
            throw Failure.usage(
                    "no rule begins with " + String.join(" or ", arguments.words()),
                    "the families are VOL, CMP, SEC, TSD and GRA: type audit --rules VOL");
        }
        Reports.print(context, rules, List.of());
    }

    private AuditInput input(Arguments arguments, CommandContext context) {
        boolean isEnvFile = context.settings().isSet(Setting.ENV_FILE);
        return new AuditInput(
                arguments.words(),
                environment,
                arguments.options().getOrDefault("profile", List.of()),
                arguments.option("project-name"),
                isEnvFile ? Optional.of(Path.of(context.settings().get(Setting.ENV_FILE))) : Optional.empty());
    }

    private static Duration backupAge(Arguments arguments) {
        return PromDuration.parse(arguments.option("backup-age").orElse("7d"));
    }

    private static Optional<Severity> threshold(Arguments arguments) {
        String word = arguments.option("min-severity").orElse("high");
        return word.equals("none") ? Optional.empty() : Optional.of(Severity.parse(word));
    }

    private static void print(Report report, UnifiedDiff diff, UnaryOperator<Path> shown, CommandContext context) {
        if (Reports.wantsMachineForm(context)) {
            boolean isFull =
                    List.of("json", "jsonl", "csv").contains(context.settings().get(Setting.OUTPUT));
            noteOnly(report, context);
            Reports.printAll(
                    context, isFull ? AuditListing.full(report, diff, shown) : AuditListing.brief(report, shown));
            return;
        }
        View view = AuditView.of(report, context.console().width().orElse(80), diff, shown);
        context.console().page(view.lines());
        if (!context.settings().isOn(Setting.QUIET)) {
            view.footer().forEach(context.console()::note);
        }
    }

    /** Where the report has no place for them. */
    private static void noteOnly(Report report, CommandContext context) {
        report.notes()
                .forEach(note ->
                        context.console().note(Line.of("note: ", Style.DIM).plus(Escaping.visible(note), Style.PLAIN)));
    }

    private static void sarif(Report report, UnaryOperator<Path> shown, CommandContext context) {
        noteOnly(report, context);
        try {
            SarifReport.write(report, shown, "0.1.0", context.console().out());
            context.console().out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void judge(Report report, Optional<Severity> threshold, CommandContext context) {
        long bad = threshold.map(report::countAtLeast).orElse(0L);
        if (bad > 0) {
            String level = threshold.map(Severity::word).orElse("");
            throw Failure.of(
                    FailureKind.PARTIAL,
                    bad + (bad == 1 ? " finding is " : " findings are ") + level + " or worse",
                    "another threshold is set with --min-severity critical, medium, low or none");
        }
        if (context.settings().isOn(Setting.STRICT) && !report.unjudged().isEmpty()) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    report.unjudged().size() + " rules could not be judged",
                    "without --strict they are only told");
        }
    }
}
