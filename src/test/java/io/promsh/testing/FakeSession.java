package io.promsh.testing;

import io.promsh.command.Script;
import io.promsh.command.Session;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetSpec;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.target.AccessProbe;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session in memory with at most one target object behind every name. */
public final class FakeSession implements Session {
    private final List<TargetSpec> targets = new ArrayList<>();
    private final @Nullable MetricsTarget target;
    private Settings settings = Settings.DEFAULTS;
    private @Nullable AccessProbe probe;
    private @Nullable DockerEngine docker;
    private @Nullable Path stateFolder;
    private Function<String, @Nullable MetricsTarget> byName = name -> null;
    private boolean left;

    /** A session without a target. */
    public FakeSession() {
        this(null);
    }

    /** A session that asks {@code target}. */
    public FakeSession(@Nullable MetricsTarget target) {
        this.target = target;
    }

    /** Answers for targets by their names. */
    public FakeSession resolving(Function<String, @Nullable MetricsTarget> answer) {
        byName = answer;
        return this;
    }

    /** Answers {@link #probe(TargetSpec)} with this. */
    public FakeSession withProbe(AccessProbe answer) {
        probe = answer;
        return this;
    }

    /** Returns whether the loop was asked to end. */
    public boolean hasLeft() {
        return left;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void change(Settings changed) {
        settings = changed;
    }

    @Override
    public MetricsTarget target(Settings effective) {
        MetricsTarget named = byName.apply(effective.get(Setting.TARGET));
        if (named != null) {
            return named;
        }
        if (target == null) {
            throw Failure.usage("no target is known", "type: connect URL");
        }
        return target;
    }

    @Override
    public Optional<TargetSpec> targetSpec(Settings effective) {
        String wanted = effective.get(Setting.TARGET);
        return targets.stream()
                .filter(spec -> wanted.isEmpty() || spec.name().equals(wanted))
                .findFirst();
    }

    @Override
    public List<TargetSpec> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void connect(TargetSpec spec, boolean keep) {
        targets.removeIf(known -> known.name().equals(spec.name()));
        targets.add(spec);
        settings = settings.with(Setting.TARGET, spec.name());
    }

    @Override
    public void renew(TargetSpec spec, String cookie) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isGrafana(TargetSpec spec) {
        return false;
    }

    @Override
    public AccessProbe probe(TargetSpec spec) {
        if (probe == null) {
            throw Failure.failed("no probe in this test", "");
        }
        return probe;
    }

    /** Gives the session an engine. */
    public FakeSession withDocker(DockerEngine engine) {
        docker = engine;
        return this;
    }

    /** Gives the session a folder for its state. */
    public FakeSession withStateFolder(Path folder) {
        stateFolder = folder;
        return this;
    }

    @Override
    public DockerEngine docker(Settings effective) {
        if (docker == null) {
            throw Failure.unreachable("no Docker engine in this test", "");
        }
        return docker;
    }

    @Override
    public Path stateFolder() {
        if (stateFolder == null) {
            throw Failure.failed("no state folder in this test", "");
        }
        return stateFolder;
    }

    @Override
    public void refresh(Settings settings) {}

    @Override
    public List<String> history() {
        return List.of();
    }

    @Override
    public List<String> typed() {
        return List.of();
    }

    @Override
    public void run(Script script) {}

    @Override
    public void leave() {
        left = true;
    }
}
