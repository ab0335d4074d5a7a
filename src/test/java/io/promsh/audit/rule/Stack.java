package io.promsh.audit.rule;

import io.promsh.audit.Auditor;
import io.promsh.audit.Finding;
import io.promsh.audit.Report;
import io.promsh.audit.Truth;
import io.promsh.audit.compose.ComposeFiles;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeReader;
import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.Orphan;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.testing.FakeDocker;
import io.promsh.testing.FakeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project made up for a test: files in a folder, perhaps an engine in memory, perhaps a server that answers as told. */
final class Stack {
    static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");

    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Orphan> orphans = new ArrayList<>();
    private final Map<String, Instant> backups = new LinkedHashMap<>();
    private Optional<DockerEngine> docker = Optional.empty();
    private Optional<FakeTarget> server = Optional.empty();

    Stack(Path root) {
        this.root = root;
    }

    /** The same with a file. */
    Stack file(String name, String text) {
        Path file = root.resolve(name);
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(root));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The same with a Compose file that has a name, so that nothing else is found. */
    Stack compose(String text) {
        return file("compose.yml", "name: bay\n" + text);
    }

    Stack variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Stack docker(FakeDocker engine) {
        docker = Optional.of(engine);
        return this;
    }

    /** The same with an engine that has these containers. */
    Stack running(ContainerDetail... containers) {
        FakeDocker engine = new FakeDocker();
        for (ContainerDetail container : containers) {
            engine.with(container);
        }
        return docker(engine);
    }

    Stack orphan(Orphan orphan) {
        orphans.add(orphan);
        return this;
    }

    Stack backup(String volume, Instant at) {
        backups.put(volume, at);
        return this;
    }

    Stack server(FakeTarget target) {
        server = Optional.of(target);
        return this;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    Report report() {
        Optional<ComposeProject> project = project();
        ProjectFiles files = ProjectFiles.of(root, project);
        Optional<RunningProject> running = docker.map(engine ->
                RunningProject.of(engine, project.map(ComposeProject::name).orElse("bay")));
        Optional<LiveServer> live =
                server.map(target -> LiveServer.of(target, Duration.ofSeconds(5), Optional.empty()));
        Map<Truth, String> missing = new EnumMap<>(Truth.class);
        if (project.isEmpty()) {
            missing.put(Truth.FILES, "no Compose file");
        }
        if (files.grafana().isEmpty()) {
            missing.put(Truth.GRAFANA, "nothing of Grafana's");
        }
        if (files.git().isEmpty()) {
            missing.put(Truth.GIT, "no git");
        }
        if (running.isEmpty()) {
            missing.put(Truth.RUNNING, "no engine");
        }
        if (live.isEmpty()) {
            missing.put(Truth.SERVER, "no server");
        }
        Facts facts = new Facts(Optional.of(files), running, live, aftermath(), NOW);
        return Auditor.judge("bay", facts, Rules.all(), missing, Map.of(), List.of());
    }

    private Aftermath aftermath() {
        return new Aftermath() {
            @Override
            public List<Orphan> orphans() {
                return orphans;
            }

            @Override
            public Optional<Instant> lastVerifiedBackup(String volume) {
                return Optional.ofNullable(backups.get(volume));
            }

            @Override
            public Duration backupAge() {
                return Duration.ofDays(7);
            }
        };
    }

    private Optional<ComposeProject> project() {
        List<Path> paths = ComposeFiles.in(root, environment);
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(ComposeReader.read(
                        new ComposeReader.Request(paths, environment, List.of(), Optional.empty(), Optional.empty())));
    }

    /** Returns what a rule finds, each as {@code file:line subject: message}, or {@code thing subject: message}. */
    List<String> found(String rule) {
        return findings(rule).stream().map(this::line).toList();
    }

    List<Finding> findings(String rule) {
        return report().findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
    }

    private String line(Finding finding) {
        String place = finding.place()
                .map(at -> root.relativize(at.file()) + ":" + at.line())
                .orElseGet(() -> finding.evidence().get(0).thing());
        return place + " " + finding.subject() + ": " + finding.message();
    }

    /** Returns whether a rule was judged in full and found nothing. */
    boolean isGood(String rule) {
        return report().good().contains(rule);
    }

    /** Returns why a rule was not judged, or not in full. */
    String unknown(String rule) {
        return report().unjudged().stream()
                .filter(one -> one.rule().id().equals(rule))
                .map(one -> one.reason() + (one.isPart() ? " (in part)" : ""))
                .findFirst()
                .orElse("");
    }
}
