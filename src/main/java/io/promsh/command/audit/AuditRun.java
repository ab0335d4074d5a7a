package io.promsh.command.audit;

import io.promsh.audit.Auditor;
import io.promsh.audit.Report;
import io.promsh.audit.Truth;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.rule.Facts;
import io.promsh.audit.rule.Rules;
import io.promsh.audit.source.Problem;
import io.promsh.command.CommandContext;
import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gathers the facts, notes which cannot be had, and has them judged. */
final class AuditRun {
    private final CommandContext context;
    private final Optional<ProjectFiles> files;
    private final Map<Truth, String> missing = new EnumMap<>(Truth.class);
    private final Map<Truth, String> partial = new EnumMap<>(Truth.class);

    AuditRun(AuditInput input, CommandContext context, boolean onlyFiles) {
        this.context = context;
        this.files = input.read();
        if (files.isEmpty()) {
            throw Failure.usage(
                    "there is no Compose project in this folder", "type: audit FILE, audit FOLDER or audit PROJECT");
        }
        noteFiles(files.get());
        missing.put(Truth.RUNNING, "the engine was not asked");
        missing.put(Truth.SERVER, "the server was not asked");
    }

    private void noteFiles(ProjectFiles found) {
        if (found.compose().isEmpty()) {
            missing.put(Truth.FILES, "no Compose file was read");
        }
        if (found.grafana().isEmpty()) {
            missing.put(Truth.GRAFANA, "no provisioning or dashboards of Grafana were found");
        }
        if (found.git().isEmpty()) {
            missing.put(Truth.GIT, "the project is in no git tree that can be read");
        }
        found.compose()
                .flatMap(project ->
                        project.problems(Problem.Kind.NOT_FOLLOWED).stream().findFirst())
                .ifPresent(problem -> partial.put(
                        Truth.FILES,
                        found.shown(problem.place().file()) + ":"
                                + problem.place().line() + ": " + problem.message()));
    }

    Optional<ProjectFiles> files() {
        return files;
    }

    /** Returns how a file is named: relative to the folder one is in, else to the project, where it lies in one of them. */
    UnaryOperator<Path> shown() {
        return file -> files.map(found -> found.shown(file)).orElse(file);
    }

    Report report() {
        Facts facts = new Facts(files, context.now());
        return Auditor.judge(name(), facts, Rules.all(), missing, partial, notes());
    }

    private String name() {
        return files.flatMap(ProjectFiles::compose)
                .map(ComposeProject::name)
                .orElse(files.map(found -> String.valueOf(found.root().getFileName()))
                        .orElse(""));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> inactive = files.flatMap(ProjectFiles::compose)
                .map(project -> project.services().stream()
                        .filter(service -> !service.isActive())
                        .map(ComposeService::name)
                        .toList())
                .orElse(List.of());
        if (!inactive.isEmpty()) {
            notes.add("of profiles that are off and not judged: " + String.join(", ", inactive) + " (--profile NAME)");
        }
        if (files.map(found -> found.walk().isCut()).orElse(false)) {
            notes.add("the folder holds more files than are looked at: scripts beyond 5000 were left out");
        }
        return notes;
    }
}
