package io.promsh.command.audit;

import io.promsh.audit.Auditor;
import io.promsh.audit.Report;
import io.promsh.audit.Truth;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.rule.Facts;
import io.promsh.audit.rule.Rules;
import io.promsh.audit.source.Problem;
import io.promsh.command.CommandContext;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.state.StatefulServices;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Gathers the facts, notes which cannot be had, and has them judged. */
final class AuditRun {
    private final CommandContext context;
    private final boolean onlyFiles;
    private final Duration backupAge;
    private final Map<Truth, String> missing = new EnumMap<>(Truth.class);
    private final Map<Truth, String> partial = new EnumMap<>(Truth.class);
    private final Optional<ProjectFiles> files;
    private final Optional<RunningProject> running;
    private final Optional<LiveServer> server;

    AuditRun(AuditInput input, CommandContext context, boolean onlyFiles, Duration backupAge) {
        this.backupAge = backupAge;
        this.context = context;
        this.onlyFiles = onlyFiles;
        Optional<ProjectFiles> found = input.isFiles() ? input.read() : Optional.empty();
        String project = found.isPresent()
                ? found.get().compose().map(ComposeProject::name).orElse("")
                : runningName(input);
        running = project.isEmpty() ? noProject() : had(Truth.RUNNING, () -> running(project));
        files = found.isPresent() ? found : running.flatMap(live -> filesOf(live, input));
        noteFiles();
        server = onlyFiles ? Optional.empty() : had(Truth.SERVER, this::server);
        if (onlyFiles) {
            missing.put(Truth.SERVER, "only files were asked for");
        }
    }

    private Optional<RunningProject> noProject() {
        missing.put(Truth.RUNNING, "no Compose project is known, so the engine was not asked for its containers");
        return Optional.empty();
    }

    /** What does not work out is told as missing; only the user's interruption ends the audit. */
    private <T> Optional<T> had(Truth truth, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            missing.put(truth, failure.message());
            return Optional.empty();
        }
    }

    private RunningProject running(String project) {
        if (onlyFiles) {
            throw Failure.failed("only files were asked for", "");
        }
        return RunningProject.of(context.session().docker(context.settings()), project);
    }

    /** The project that a word names, or, without a word, the only one that the engine has. */
    private String runningName(AuditInput input) {
        if (onlyFiles || input.words().size() > 1) {
            throw Failure.usage(
                    "there is no file " + String.join(" ", input.words()),
                    "type: audit FILE, audit FOLDER or audit PROJECT");
        }
        DockerEngine engine = context.session().docker(context.settings());
        List<String> projects = projects(engine, input);
        if (input.words().isEmpty() && projects.size() == 1) {
            return projects.get(0);
        }
        if (!input.words().isEmpty() && projects.contains(input.words().get(0))) {
            return input.words().get(0);
        }
        String what = input.words().isEmpty()
                ? "there is no Compose project in this folder"
                : "there is no file, folder or running project " + input.words().get(0);
        throw Failure.usage(
                what,
                projects.isEmpty()
                        ? "type: audit FILE, audit FOLDER or audit PROJECT"
                        : "the engine has " + String.join(", ", projects) + ": type audit " + projects.get(0));
    }

    private static List<String> projects(DockerEngine engine, AuditInput input) {
        try {
            return RunningProject.projects(engine);
        } catch (Failure failure) {
            String what = input.words().isEmpty()
                    ? "there is no Compose project in this folder"
                    : "there is no file or folder " + input.words().get(0);
            throw Failure.of(
                    failure.kind(),
                    what + ", and no engine to ask: " + failure.message(),
                    "type: audit FILE or audit FOLDER");
        }
    }

    /** The files that a running project was made from, where they are here. */
    private Optional<ProjectFiles> filesOf(RunningProject live, AuditInput input) {
        List<Path> paths = live.all().stream()
                .flatMap(container -> container.compose().stream())
                .filter(made -> made.project().equals(live.name()))
                .findFirst()
                .map(made -> made.configFiles().stream().map(Path::of).toList())
                .orElse(List.of());
        boolean areHere = !paths.isEmpty() && paths.stream().allMatch(Files::isRegularFile);
        if (!areHere) {
            String which = paths.isEmpty() ? "" : " (" + paths.get(0) + ")";
            missing.put(Truth.FILES, "the project's Compose files are not on this machine" + which);
            return Optional.empty();
        }
        ProjectFiles found = input.project(paths);
        boolean isSame = found.compose()
                .filter(project -> project.name().equals(live.name()))
                .isPresent();
        // It was started with -p, or in a folder of another name.
        return Optional.of(isSame ? found : input.named(live.name()).project(paths));
    }

    private void noteFiles() {
        String none = missing.getOrDefault(Truth.FILES, "no Compose file was read");
        if (files.flatMap(ProjectFiles::compose).isEmpty()) {
            missing.put(Truth.FILES, none);
        }
        if (files.isEmpty() || files.get().grafana().isEmpty()) {
            missing.put(Truth.GRAFANA, "no provisioning or dashboards of Grafana were found");
        }
        if (files.isEmpty() || files.get().git().isEmpty()) {
            missing.put(Truth.GIT, "the project is in no git tree that can be read");
        }
        files.flatMap(ProjectFiles::compose)
                .flatMap(project ->
                        project.problems(Problem.Kind.NOT_FOLLOWED).stream().findFirst())
                .ifPresent(problem -> partial.put(
                        Truth.FILES,
                        shown().apply(problem.place().file()) + ":"
                                + problem.place().line() + ": " + problem.message()));
    }

    /** The target that was named; else the project's own Prometheus at its published port. */
    private LiveServer server() {
        Settings settings = context.settings();
        if (settings.isSet(Setting.TARGET)) {
            return LiveServer.of(context.session().target(settings), settings.timeout(), Optional.empty());
        }
        ContainerDetail container = running.filter(live -> live.engine().isLocal())
                .flatMap(AuditRun::prometheus)
                .orElseThrow(() -> Failure.failed(
                        "no target was named, and no Prometheus of the project publishes a port here", ""));
        MetricsTarget target = context.session()
                .target(settings.with(Setting.TARGET, address(container).orElse("")));
        return LiveServer.of(
                target, settings.timeout(), Optional.of(container.summary().displayName()));
    }

    private static Optional<ContainerDetail> prometheus(RunningProject live) {
        return live.running().stream()
                .filter(container -> StatefulServices.ofImage(
                                container.summary().image())
                        .filter(kind -> kind.name().equals("Prometheus"))
                        .isPresent())
                .filter(container -> address(container).isPresent())
                .findFirst();
    }

    private static Optional<String> address(ContainerDetail container) {
        return container.network().ports().stream()
                .filter(port -> port.hostPort() > 0)
                .map(port -> {
                    boolean isAny = List.of("", "0.0.0.0", "::").contains(port.hostAddress());
                    return "http://" + (isAny ? "127.0.0.1" : port.hostAddress()) + ":" + port.hostPort();
                })
                .findFirst();
    }

    Optional<ProjectFiles> files() {
        return files;
    }

    /** Returns how a file is named: relative to the project where it lies in it. */
    UnaryOperator<Path> shown() {
        return file -> files.map(found -> found.shown(file)).orElse(file);
    }

    Report report() {
        AuditAftermath aftermath = new AuditAftermath(
                () -> context.session().docker(context.settings()),
                context.session().stateFolder(),
                backupAge);
        Facts facts = new Facts(files, running, server, aftermath, context.now());
        Report report = Auditor.judge(name(), facts, Rules.all(), missing, partial, notes());
        return report.noting(aftermath.broughtBack(name()));
    }

    private String name() {
        return files.flatMap(ProjectFiles::compose)
                .map(ComposeProject::name)
                .or(() -> running.map(RunningProject::name))
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
