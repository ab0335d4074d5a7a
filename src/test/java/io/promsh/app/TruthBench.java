package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.testing.RealDocker;
import io.promsh.volume.rescue.Find;
import io.promsh.volume.rescue.Finder;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A project with a service for each kind of storage on an engine of its own, and a marker in each one's data. After an operation
 * the marker is looked for in the service, else where {@code rescue list} looks, else it is gone.
 */
final class TruthBench {
    /** Services by name: what they keep their data on. {@code classic} is an image of the older builder. */
    static final Map<String, Storage> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("image", Storage.ANONYMOUS);
        KINDS.put("classic", Storage.ANONYMOUS);
        KINDS.put("listed", Storage.ANONYMOUS);
        KINDS.put("layer", Storage.LAYER);
        KINDS.put("named", Storage.NAMED);
        KINDS.put("bind", Storage.BIND);
        KINDS.put("memory", Storage.MEMORY);
    }

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String FILE = """
            version: "3.8"
            x-one: &one
              image: prom/prometheus:table
              entrypoint: [sleep, "3600"]
              stop_signal: KILL
              network_mode: none
              labels: {turn: "TURN"}
            services:
              image: {<<: *oneADDED}
              classic: {<<: *one, image: "prom/prometheus:classic"ADDED}
              listed: {<<: *one, volumes: ["/prometheus"]}
              layer: {<<: *one, image: "grafana/grafana:table"}
              named: {<<: *one, volumes: ["data:/prometheus"]}
              bind: {<<: *one, volumes: ["./bound:/prometheus"]}
              memory: {<<: *one, user: "0", tmpfs: ["/prometheus"]}
            volumes:
              data: {}
              added: {}
            """;

    private final RealDocker docker = RealDocker.own();
    private final Path folder;
    private String name = "";
    private String version = "";

    TruthBench(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectory(folder.resolve("bound"));
    }

    DockerEngine engine() {
        return docker.engine();
    }

    RealDocker docker() {
        return docker;
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    /** Takes another name for the project, as the folder's name gives it. */
    void rename(String newName) throws IOException {
        name = newName;
        Files.writeString(folder.resolve(".env"), "COMPOSE_PROJECT_NAME=" + name + "\n", UTF_8);
    }

    /** Writes the file anew: another {@code turn} makes Compose recreate everything. */
    void write(String turn, boolean hasAddedVolume) throws IOException {
        String added = hasAddedVolume ? ", volumes: [\"added:/prometheus\"]" : "";
        String text = FILE.replace("TURN", turn).replace("ADDED", added);
        Files.writeString(folder.resolve("docker-compose.yml"), text, UTF_8);
    }

    /** Brings a new project up, on an engine that holds nothing else. */
    void open() throws IOException {
        clear();
        images();
        rename(RealDocker.unique("truth"));
        write("one", false);
        compose("up", "-d");
    }

    /** Puts a marker into the data of each service, whatever it held. */
    void mark() {
        for (String kind : KINDS.keySet()) {
            mark(container(kind).orElseThrow());
        }
    }

    void images() throws IOException {
        docker("tag", "prom/prometheus:latest", "prom/prometheus:table");
        docker("tag", "grafana/grafana:latest", "grafana/grafana:table");
        newImage("prom/prometheus:latest", "prom/prometheus:classic");
    }

    /** Makes an image as the older builder did, with an id that no other has. */
    void newImage(String from, String to) throws IOException {
        String made = engine().createContainer(ContainerWish.neverStarted(from, RealDocker.unique("image")));
        docker("commit", made, to);
        engine().removeContainer(made, true);
    }

    /** Returns whether images of the older builder tell Compose 1 what volumes they declare: engines before 25. */
    boolean hasClassicImages() throws IOException {
        return docker("image", "inspect", "prom/prometheus:classic").contains("\"ContainerConfig\": {");
    }

    /** Removes every container and volume: the engine is ours alone. */
    void clear() {
        engine().containers(Map.of()).forEach(one -> engine().removeContainer(one.id(), true));
        engine().volumes().forEach(one -> engine().removeVolume(one.name()));
    }

    /** Removes the volumes that no container uses: the next row looks through all that there are. */
    void sweep() {
        Set<String> used = new HashSet<>();
        engine().containers(Map.of()).forEach(one -> one.mounts().forEach(mount -> used.add(mount.name())));
        engine().volumes().stream()
                .map(Volume::name)
                .filter(volume -> !used.contains(volume))
                .forEach(engine()::removeVolume);
    }

    static String path(String kind) {
        return kind.equals("layer") ? "/var/lib/grafana" : "/prometheus";
    }

    Optional<Container> container(String kind) {
        return engine().containers(ComposeService.service(name, kind)).stream().findFirst();
    }

    ContainerDetail detail(String kind) {
        return engine().container(container(kind).orElseThrow().id()).orElseThrow();
    }

    private void mark(Container container) {
        String path = path(container.displayName());
        if (container.displayName().equals("memory")) {
            // The archive interface does not reach into memory.
            engine().exec(container.id(), List.of("touch", path + "/marker"), SILENCE);
            return;
        }
        engine().writeArchive(container.id(), path, out -> {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
            for (String entry : List.of("marker", "wal/", "chunks_head/", "grafana.db")) {
                tar.putArchiveEntry(new TarArchiveEntry(entry));
                tar.closeArchiveEntry();
            }
            tar.finish();
        });
    }

    /** Returns where each service's data lies now. */
    Map<String, StatePath> state() {
        Map<String, StatePath> state = new LinkedHashMap<>();
        for (String kind : KINDS.keySet()) {
            List<StatePath> paths = ServiceState.of(detail(kind), engine()::volume);
            state.put(kind, paths.get(0));
        }
        return state;
    }

    /** Returns what became of each: keep, dangling (in a volume that nothing mounts), aside (in that of an older name), lost. */
    Map<String, String> fates(Map<String, StatePath> before) {
        Map<String, Find> found = new LinkedHashMap<>();
        new Finder(engine(), false).find().forEach(find -> found.put(find.name(), find));
        Map<String, String> fates = new LinkedHashMap<>();
        for (String kind : KINDS.keySet()) {
            Find find = found.get(Objects.requireNonNull(before.get(kind)).where());
            String elsewhere = find == null ? "lost" : find.kind() == Find.Kind.OLDER_PROJECT ? "aside" : "dangling";
            fates.put(kind, isSeen(kind) ? "keep" : elsewhere);
        }
        return fates;
    }

    private boolean isSeen(String kind) {
        Optional<Container> container = container(kind);
        String marker = path(kind) + "/marker";
        if (container.isEmpty()) {
            return false;
        }
        return kind.equals("memory")
                ? container.get().isRunning()
                        && engine().exec(container.get().id(), List.of("test", "-e", marker), SILENCE)
                                .isGood()
                : engine().stat(container.get().id(), marker).isPresent();
    }

    /**
     * Does what {@code up} of the second Compose does to a project of the first, where no such program is at hand: containers with
     * its names and labels, each on the volume of the one that it replaces.
     */
    void takeOverAsSecond() throws IOException {
        for (String kind : KINDS.keySet()) {
            ContainerDetail old = detail(kind);
            List<String> call = new ArrayList<>(List.of("create", "--name", name + "-" + kind + "-1"));
            call.addAll(List.of("--network", "none", "--stop-signal", "KILL", "--entrypoint", "sleep"));
            secondLabels(kind).forEach((label, value) -> call.addAll(List.of("--label", label + "=" + value)));
            for (Mount mount : kind.equals("memory") ? List.<Mount>of() : old.mounts()) {
                boolean isVolume = mount.kind() == Mount.Kind.VOLUME;
                String source = isVolume ? mount.name() : mount.source();
                String form = "type=" + (isVolume ? "volume" : "bind") + ",source=" + source + ",target=";
                call.addAll(List.of("--mount", form + mount.destination()));
            }
            if (kind.equals("memory")) {
                call.addAll(List.of("--user", "0", "--tmpfs", "/prometheus"));
            }
            call.addAll(List.of(old.summary().image(), "3600"));
            engine().removeContainer(old.id(), false);
            docker(call.toArray(String[]::new));
        }
        List<String> start = new ArrayList<>(List.of("start"));
        KINDS.keySet().forEach(kind -> start.add(name + "-" + kind + "-1"));
        docker(start.toArray(String[]::new));
    }

    private Map<String, String> secondLabels(String kind) {
        Map<String, String> labels = new LinkedHashMap<>();
        String prefix = "com.docker.compose.";
        labels.put(prefix + "project", name);
        labels.put(prefix + "service", kind);
        labels.put(prefix + "container-number", "1");
        labels.put(prefix + "oneoff", "False");
        labels.put(prefix + "depends_on", "");
        labels.put(prefix + "config-hash", "0".repeat(64));
        labels.put(prefix + "project.working_dir", folder.toString());
        labels.put(
                prefix + "project.config_files",
                folder.resolve("docker-compose.yml").toString());
        labels.put(prefix + "version", "2.26.1");
        return labels;
    }

    /** Runs a line in promsh on this engine, with that home. */
    PromshRun.Result promsh(Path home, String line) {
        PromshRun run = new PromshRun(home).clock(Clock.systemUTC());
        docker.environment().forEach(run::with);
        return run.run("-c", line);
    }

    boolean isFirst() throws IOException {
        if (version.isEmpty()) {
            version = compose("version", "--short").strip();
        }
        return version.startsWith("1.");
    }

    String compose(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(
                Files.isExecutable(Path.of("/usr/bin/docker-compose"))
                        ? List.of("docker-compose")
                        : List.of("docker", "compose"));
        call.addAll(List.of(arguments));
        return run(call);
    }

    String docker(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(List.of("docker"));
        call.addAll(Arrays.asList(arguments));
        return run(call).strip();
    }

    private String run(List<String> call) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(call).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(docker.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", call) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
