package io.promsh.app;

import io.promsh.completion.Catalog;
import io.promsh.completion.CatalogDisk;
import io.promsh.completion.CatalogPolicy;
import io.promsh.config.TargetSpec;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The catalogs of names, one for each target that was used; they fill on two background threads. Each has a connection of its own,
 * so that Ctrl-C on a query leaves the names alone.
 */
final class Catalogs implements AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private final Function<TargetSpec, MetricsTarget> open;
    private final Map<TargetSpec, Catalog> bySpec = new HashMap<>();
    private final ExecutorService background = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "promsh-names");
        thread.setDaemon(true);
        return thread;
    });

    /** Keeps what they know below {@code folder}. */
    Catalogs(Path folder, Clock clock, Function<TargetSpec, MetricsTarget> open) {
        this.folder = folder;
        this.clock = clock;
        this.open = open;
    }

    /** Returns the catalog of a target, which begins to load when it is first asked for. */
    synchronized Catalog of(TargetSpec spec) {
        return bySpec.computeIfAbsent(spec, this::begin);
    }

    private Catalog begin(TargetSpec spec) {
        // Another user or tenant at the same address may see other names.
        String identity = spec.url() + " " + spec.credentials().user() + " " + spec.headers();
        Catalog catalog = new Catalog(
                open.apply(spec), CatalogPolicy.DEFAULT, CatalogDisk.in(folder, identity), background, clock);
        catalog.open();
        return catalog;
    }

    @Override
    public synchronized void close() {
        bySpec.values().forEach(Catalog::close);
        background.shutdownNow();
    }
}
