package io.promsh.testing;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerState;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.EngineVersion;
import io.promsh.docker.ExecResult;
import io.promsh.docker.HttpAnswer;
import io.promsh.docker.Image;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.PathStat;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A Docker engine in memory. Containers, images and volumes are put in; files are tar bytes, put in by container and path. What
 * was done is in {@link #deeds()}, one line each, for example {@code pause prometheus}. {@link #failAt} makes a deed fail.
 */
public final class FakeDocker implements DockerEngine {
    /** Its version, and whether it runs on this machine, whose files are then read. */
    public String version = "20.10.24";

    public boolean local;

    private final Map<String, ContainerDetail> containers = new LinkedHashMap<>();
    private final Map<String, ImageDetail> images = new LinkedHashMap<>();
    private final Map<String, Volume> volumes = new TreeMap<>();
    private final Map<String, VolumeUsage> usage = new TreeMap<>();
    private final Map<String, byte[]> archives = new LinkedHashMap<>();
    private final Map<String, Supplier<HttpAnswer>> answers = new LinkedHashMap<>();
    private final List<String> deeds = new ArrayList<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private Function<List<String>, ExecResult> programs = command -> new ExecResult(127, "", "not found");
    private int created;

    /** Returns what was done, in order. */
    public List<String> deeds() {
        return List.copyOf(deeds);
    }

    /** Makes a deed fail, for example {@code stop prometheus}. */
    public FakeDocker failAt(String deed, Failure failure) {
        failures.put(deed, failure);
        return this;
    }

    /** Puts a container in. */
    public FakeDocker with(ContainerDetail container) {
        containers.put(container.name(), container);
        return this;
    }

    /** Puts an image in, under its id and its tags. */
    public FakeDocker with(ImageDetail image) {
        images.put(image.id(), image);
        image.summary().tags().forEach(tag -> images.put(tag, image));
        return this;
    }

    /** Puts a volume in, of so many bytes. */
    public FakeDocker with(Volume volume, long sizeBytes) {
        volumes.put(volume.name(), volume);
        usage.put(volume.name(), new VolumeUsage(sizeBytes, 0));
        return this;
    }

    /** Puts a tar in that stands at a path of a container (its name, or a volume's for helpers that mount it). */
    public FakeDocker withArchive(String holder, String path, byte[] tar) {
        archives.put(holder + ":" + path, tar);
        return this;
    }

    /** Answers an HTTP question, for example {@code GET /-/ready}, of every container. */
    public FakeDocker answering(String question, int status, String body) {
        return answering(question, () -> new HttpAnswer(status, body));
    }

    /** Answers an HTTP question, each time anew. */
    public FakeDocker answering(String question, Supplier<HttpAnswer> answer) {
        answers.put(question, answer);
        return this;
    }

    /** Nothing fails any more. */
    public void recover() {
        failures.clear();
    }

    /** Runs programs in containers. */
    public FakeDocker running(Function<List<String>, ExecResult> newPrograms) {
        programs = newPrograms;
        return this;
    }

    /** A running container of a Compose service on an image, with mounts. */
    public static ContainerDetail service(String project, String service, String image, List<Mount> mounts) {
        Map<String, String> labels = Map.of(
                "com.docker.compose.project",
                project,
                "com.docker.compose.service",
                service,
                "com.docker.compose.container-number",
                "1",
                "com.docker.compose.project.working_dir",
                "/srv/" + project,
                "com.docker.compose.project.config_files",
                "docker-compose.yml");
        return container(project + "_" + service + "_1", image, "running", labels, mounts);
    }

    /** A container in some state. */
    public static ContainerDetail container(
            String name, String image, String state, Map<String, String> labels, List<Mount> mounts) {
        Container summary = new Container(
                String.format("%064x", name.hashCode() & 0xffffffffL),
                name,
                image,
                "sha256:" + image,
                state,
                state,
                Optional.of(Instant.EPOCH),
                labels,
                mounts);
        return new ContainerDetail(
                summary,
                new ContainerState(state, 0, false, Optional.of(Instant.EPOCH), Optional.empty(), "", 0),
                "/bin/program",
                List.of(),
                List.of(),
                "",
                "/",
                Map.of(),
                new ContainerDetail.Network("bridge", Map.of(), List.of()),
                new ContainerDetail.Policy("no", Optional.empty(), 0, false, false, "json-file", Map.of()));
    }

    /** A mounted volume. */
    public static Mount volumeAt(String volume, String destination) {
        return new Mount(
                Mount.Kind.VOLUME, volume, "/var/lib/docker/volumes/" + volume + "/_data", destination, "local", true);
    }

    /** An image that declares volumes. */
    public static ImageDetail image(String tag, String... declared) {
        return new ImageDetail(
                new Image("sha256:" + tag, List.of(tag), Optional.of(Instant.EPOCH), 1000),
                "",
                "/",
                List.of("/bin/program"),
                List.of(),
                List.of(),
                Set.of(declared),
                Set.of(),
                false,
                Map.of());
    }

    /** A local volume with labels. */
    public static Volume volume(String name, Map<String, String> labels) {
        return new Volume(
                name,
                "local",
                "/var/lib/docker/volumes/" + name + "/_data",
                Optional.of(Instant.EPOCH),
                labels,
                Map.of());
    }

    private void deed(String deed) {
        deeds.add(deed);
        if (failures.containsKey(deed)) {
            throw failures.get(deed);
        }
    }

    private ContainerDetail known(String container) {
        return container(container)
                .orElseThrow(() -> Failure.failed("the Docker engine has no such thing: " + container, ""));
    }

    @Override
    public String address() {
        return "unix:///fake.sock";
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public EngineVersion version() {
        return new EngineVersion(version, "1.41", "linux", "amd64");
    }

    @Override
    public List<Container> containers(Map<String, String> labels) {
        return containers.values().stream()
                .map(ContainerDetail::summary)
                .filter(one -> labels.entrySet().stream().allMatch(wanted -> {
                    String value = one.labels().get(wanted.getKey());
                    return value != null && (wanted.getValue().isEmpty() || value.equals(wanted.getValue()));
                }))
                .toList();
    }

    @Override
    public Optional<ContainerDetail> container(String container) {
        return containers.values().stream()
                .filter(one -> one.id().equals(container) || one.name().equals(container))
                .findFirst();
    }

    @Override
    public List<Image> images() {
        return images.values().stream().distinct().map(ImageDetail::summary).toList();
    }

    @Override
    public Optional<ImageDetail> image(String image) {
        return Optional.ofNullable(images.get(image));
    }

    @Override
    public List<Volume> volumes() {
        return List.copyOf(volumes.values());
    }

    @Override
    public Optional<Volume> volume(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    @Override
    public Volume createVolume(Volume.Wish wish) {
        deed("create volume " + wish.name());
        Volume made = new Volume(
                wish.name(),
                wish.driver(),
                "/var/lib/docker/volumes/" + wish.name() + "/_data",
                Optional.of(Instant.EPOCH),
                wish.labels(),
                wish.options());
        return volumes.computeIfAbsent(wish.name(), name -> made);
    }

    @Override
    public void removeVolume(String name) {
        deed("remove volume " + name);
        volumes.remove(name);
    }

    @Override
    public Map<String, VolumeUsage> volumeUsage() {
        return Map.copyOf(usage);
    }

    @Override
    public Optional<PathStat> stat(String container, String path) {
        return Optional.ofNullable(archives.get(key(container, path)))
                .map(tar -> new PathStat(
                        path.substring(path.lastIndexOf('/') + 1), 0, 0755, true, "", Optional.of(Instant.EPOCH)));
    }

    /** A helper's path in a volume is that of the volume, so that what it reads and writes is kept beyond its life. */
    private String key(String container, String path) {
        ContainerDetail detail = known(container);
        String holder = detail.mountOf(path).map(Mount::name).orElse("");
        return (holder.isEmpty() || !archives.containsKey(holder + ":" + path) ? detail.name() : holder) + ":" + path;
    }

    @Override
    public InputStream readArchive(String container, String path) throws IOException {
        deed("read " + known(container).name() + ":" + path);
        byte[] tar = archives.get(key(container, path));
        if (tar == null) {
            throw Failure.failed("the Docker engine has no such thing: " + path, "");
        }
        return new ByteArrayInputStream(tar);
    }

    @Override
    public void writeArchive(String container, String path, Body tar) {
        deed("write " + known(container).name() + ":" + path);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            tar.writeTo(bytes);
        } catch (IOException e) {
            throw Failure.failed("the archive breaks off", "").withCause(e);
        }
        archives.put(known(container).name() + ":" + path, bytes.toByteArray());
    }

    @Override
    public String createContainer(ContainerWish wish) {
        String name = wish.name().isEmpty() ? "helper" + ++created : wish.name();
        deed("create " + name + " of " + wish.image());
        List<Mount> mounts = new ArrayList<>();
        wish.volumes().forEach((destination, volume) -> mounts.add(volumeAt(volume, destination)));
        containers.put(name, container(name, wish.image(), "created", wish.labels(), mounts));
        return known(name).id();
    }

    private void turn(String container, String state) {
        put(known(container), known(container).name(), state);
    }

    private void put(ContainerDetail old, String name, String state) {
        containers.put(
                name,
                container(name, old.summary().image(), state, old.summary().labels(), old.mounts()));
    }

    @Override
    public void start(String container) {
        deed("start " + known(container).name());
        turn(container, "running");
    }

    @Override
    public void stop(String container, Duration grace) {
        deed("stop " + known(container).name());
        turn(container, "exited");
    }

    @Override
    public void restart(String container, Duration grace) {
        deed("restart " + known(container).name());
        turn(container, "running");
    }

    @Override
    public void pause(String container) {
        deed("pause " + known(container).name());
        turn(container, "paused");
    }

    @Override
    public void unpause(String container) {
        deed("unpause " + known(container).name());
        turn(container, "running");
    }

    @Override
    public void rename(String container, String name) {
        ContainerDetail old = known(container);
        deed("rename " + old.name() + " to " + name);
        containers.remove(old.name());
        put(old, name, old.state().status());
    }

    @Override
    public void removeContainer(String container, boolean anonymousVolumes) {
        deed("remove " + known(container).name() + (anonymousVolumes ? " with its volumes" : ""));
        containers.remove(known(container).name());
    }

    @Override
    public ExecResult exec(String container, List<String> command, Duration timeout) {
        deed("exec " + known(container).name() + " " + String.join(" ", command));
        return programs.apply(command);
    }

    @Override
    public List<String> logs(String container, int lines) {
        return List.of();
    }

    @Override
    public HttpAnswer http(String container, int port, String method, String path) {
        deed(method + " " + known(container).name() + ":" + port + path);
        return answers.getOrDefault(method + " " + path, () -> new HttpAnswer(404, "not found"))
                .get();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
