package io.promsh.shell;

import io.promsh.command.AnswerFacts;
import io.promsh.command.Script;
import io.promsh.command.Session;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetDirectory;
import io.promsh.config.TargetSpec;
import io.promsh.docker.DockerEngine;
import io.promsh.target.AccessProbe;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one session of a process. Targets are opened when first asked and kept; everything is safe for the line editor's threads. */
public final class ShellSession implements Session, AutoCloseable {
    /**
     * What a session is given from outside.
     *
     * @param directory reads the targets, given the path of the {@code .env} file
     * @param save writes a target to the user's file
     * @param docker finds a Docker engine, given an address, a context's name, or nothing
     * @param greet does what is due when a line first uses an engine: the line before may have left something undone
     * @param stateFolder the user's folder for journals and the like
     */
    public record Ports(
            Function<Path, TargetDirectory> directory,
            Consumer<TargetSpec> save,
            Function<TargetSpec, MetricsTarget> open,
            Function<TargetSpec, AccessProbe> probe,
            BiConsumer<TargetSpec, String> renew,
            Predicate<TargetSpec> isGrafana,
            Consumer<TargetSpec> refresh,
            Supplier<List<String>> history,
            Supplier<List<String>> typed,
            Consumer<Script> run,
            Function<String, DockerEngine> docker,
            BiConsumer<DockerEngine, Settings> greet,
            Path stateFolder) {}

    private final Ports ports;
    private final Map<TargetSpec, MetricsTarget> open = new LinkedHashMap<>();
    private final Map<String, DockerEngine> engines = new LinkedHashMap<>();
    private final Set<String> greeted = new HashSet<>();
    private Settings settings;
    private @Nullable TargetDirectory directory;
    private String directoryFrom = "";
    private volatile boolean leaving;
    private volatile @Nullable AnswerFacts lastAnswer;

    /** A session that begins with {@code settings}; reads and opens nothing yet. */
    public ShellSession(Settings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
    }

    @Override
    public synchronized Settings settings() {
        return settings;
    }

    @Override
    public synchronized void change(Settings newSettings) {
        settings = newSettings;
    }

    private synchronized TargetDirectory directory(Settings from) {
        String file = from.get(Setting.ENV_FILE);
        TargetDirectory known = directory;
        if (known == null || !file.equals(directoryFrom)) {
            known = ports.directory().apply(Path.of(file));
            directory = known;
            directoryFrom = file;
        }
        return known;
    }

    @Override
    public synchronized MetricsTarget target(Settings from) {
        TargetSpec spec = directory(from).resolve(from.get(Setting.TARGET));
        return open.computeIfAbsent(spec, ports.open());
    }

    @Override
    public synchronized Optional<TargetSpec> targetSpec(Settings from) {
        return Optional.of(directory(from).resolve(from.get(Setting.TARGET)));
    }

    @Override
    public synchronized List<TargetSpec> targets() {
        return directory(settings).all();
    }

    @Override
    public synchronized void connect(TargetSpec spec, boolean keep) {
        directory(settings).put(spec);
        settings = settings.with(Setting.TARGET, spec.name());
        if (keep) {
            ports.save().accept(spec);
        }
    }

    @Override
    public void renew(TargetSpec spec, String cookie) {
        ports.renew().accept(spec, cookie);
    }

    @Override
    public boolean isGrafana(TargetSpec spec) {
        return ports.isGrafana().test(spec);
    }

    @Override
    public AccessProbe probe(TargetSpec spec) {
        return ports.probe().apply(spec);
    }

    @Override
    public DockerEngine docker(Settings from) {
        DockerEngine engine;
        boolean isFirst;
        synchronized (this) {
            engine = engines.computeIfAbsent(from.get(Setting.DOCKER), ports.docker());
            isFirst = greeted.add(from.get(Setting.DOCKER));
        }
        if (isFirst) {
            // Not under the lock: it may take long, and Ctrl-C ends it.
            ports.greet().accept(engine, from);
        }
        return engine;
    }

    @Override
    public Path stateFolder() {
        return ports.stateFolder();
    }

    @Override
    public void refresh(Settings from) {
        targetSpec(from).ifPresent(ports.refresh());
    }

    @Override
    public List<String> history() {
        return ports.history().get();
    }

    @Override
    public List<String> typed() {
        return ports.typed().get();
    }

    @Override
    public void run(Script script) {
        ports.run().accept(script);
    }

    @Override
    public void answered(AnswerFacts facts) {
        lastAnswer = facts;
    }

    @Override
    public Optional<AnswerFacts> lastAnswer() {
        return Optional.ofNullable(lastAnswer);
    }

    @Override
    public void forgetAnswer() {
        lastAnswer = null;
    }

    @Override
    public synchronized void beginLine() {
        greeted.clear();
    }

    @Override
    public void leave() {
        leaving = true;
    }

    /** Returns whether a command asked to leave. */
    public boolean isLeaving() {
        return leaving;
    }

    /** Ends every request that runs, of every target. Called from the thread that sees Ctrl-C. */
    public synchronized void cancel() {
        open.values().forEach(MetricsTarget::cancel);
        engines.values().forEach(DockerEngine::cancel);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(MetricsTarget::close);
        open.clear();
        engines.values().forEach(DockerEngine::close);
        engines.clear();
    }
}
