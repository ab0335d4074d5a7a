package io.promsh.docker.engine;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.EngineVersion;
import io.promsh.docker.ExecResult;
import io.promsh.docker.HttpAnswer;
import io.promsh.docker.Image;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.PathStat;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import io.promsh.docker.engine.EngineWire.Ask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A Docker engine over its HTTP interface. Nothing is opened before the first question. */
public final class HttpDocker implements DockerEngine {
    private static final MediaType TAR = MediaType.get("application/x-tar");
    /** Sizes are measured by walking through every file. */
    private static final Duration MEASURING = Duration.ofMinutes(30);

    private static final Duration BEYOND_GRACE = Duration.ofMinutes(1);

    private final EngineAddress address;
    private final EngineWire wire;
    private @Nullable EngineVersion version;

    private HttpDocker(EngineAddress address) {
        this.address = address;
        this.wire = new EngineWire(address);
    }

    /**
     * Finds the engine as Docker's own client does; {@code choice} is an address, the name of a context, or empty. Throws a
     * usage failure for a choice or an environment that makes no sense.
     */
    public static DockerEngine open(Map<String, String> environment, String choice) {
        return new HttpDocker(new EngineLocator(environment).locate(choice));
    }

    @Override
    public String address() {
        return address.display();
    }

    @Override
    public boolean isLocal() {
        return address.kind() == EngineAddress.Kind.UNIX;
    }

    @Override
    public synchronized EngineVersion version() {
        EngineVersion known = version;
        if (known == null) {
            Node node = wire.json(Ask.get("/version"));
            known = new EngineVersion(
                    node.at("Version").text(),
                    node.at("ApiVersion").text(),
                    node.at("Os").text(),
                    node.at("Arch").text());
            version = known;
        }
        return known;
    }

    @Override
    public List<Container> containers(Map<String, String> labels) {
        Ask ask = Ask.get("/containers/json").with("all", "1");
        Ask narrowed = labels.isEmpty() ? ask : ask.with("filters", Wishes.labels(labels));
        return wire.json(narrowed).elements().stream().map(Readings::listed).toList();
    }

    @Override
    public Optional<ContainerDetail> container(String container) {
        return wire.find(Ask.get("/containers/" + part(container) + "/json"), EngineWire::node)
                .map(Readings::detail);
    }

    @Override
    public List<Image> images() {
        return wire.json(Ask.get("/images/json")).elements().stream()
                .map(Readings::image)
                .toList();
    }

    @Override
    public Optional<ImageDetail> image(String image) {
        return wire.find(Ask.get("/images/" + part(image) + "/json"), EngineWire::node)
                .map(Readings::imageDetail);
    }

    @Override
    public List<Volume> volumes() {
        return wire.json(Ask.get("/volumes")).at("Volumes").elements().stream()
                .map(Readings::volume)
                .sorted(Comparator.comparing(Volume::name))
                .toList();
    }

    @Override
    public Optional<Volume> volume(String name) {
        return wire.find(Ask.get("/volumes/" + part(name)), EngineWire::node).map(Readings::volume);
    }

    @Override
    public Volume createVolume(Volume.Wish wish) {
        return Readings.volume(wire.json(Ask.post("/volumes/create").with(Wishes.volume(wish))));
    }

    @Override
    public void removeVolume(String name) {
        wire.run(Ask.delete("/volumes/" + part(name)));
    }

    @Override
    public Map<String, VolumeUsage> volumeUsage() {
        // Engines before 23 ignore the type and measure images as well.
        Node usage = wire.json(Ask.get("/system/df").with("type", "volume").within(MEASURING));
        Map<String, VolumeUsage> byName = new TreeMap<>();
        usage.at("Volumes")
                .elements()
                .forEach(node -> byName.put(node.at("Name").text(), Readings.usage(node)));
        return byName;
    }

    @Override
    public Optional<PathStat> stat(String container, String path) {
        Ask head = new Ask("HEAD", archive(container), Map.of("path", path), null, EngineClient.IDLE);
        return wire.find(head, response -> {
            String header = response.header("X-Docker-Container-Path-Stat");
            return Readings.stat(header == null ? "" : header);
        });
    }

    @Override
    public InputStream readArchive(String container, String path) {
        return wire.open(Ask.get(archive(container)).with("path", path));
    }

    @Override
    public void writeArchive(String container, String path, Body tar) {
        RequestBody body = new RequestBody() {
            @Override
            public MediaType contentType() {
                return TAR;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                tar.writeTo(sink.outputStream());
            }
        };
        // After the last byte the engine may still be busy with what it has buffered.
        wire.run(new Ask("PUT", archive(container), Map.of("path", path), body, EngineClient.IDLE.multipliedBy(5)));
    }

    @Override
    public String createContainer(ContainerWish wish) {
        Ask ask = Ask.post("/containers/create").with(Wishes.container(wish));
        Ask named = wish.name().isEmpty() ? ask : ask.with("name", wish.name());
        return wire.json(named).at("Id").text();
    }

    @Override
    public void start(String container) {
        wire.run(act(container, "start"));
    }

    @Override
    public void stop(String container, Duration grace) {
        wire.run(graced(container, "stop", grace));
    }

    @Override
    public void restart(String container, Duration grace) {
        wire.run(graced(container, "restart", grace));
    }

    @Override
    public void pause(String container) {
        wire.run(act(container, "pause"));
    }

    @Override
    public void unpause(String container) {
        wire.run(act(container, "unpause"));
    }

    @Override
    public void rename(String container, String name) {
        wire.run(act(container, "rename").with("name", name));
    }

    @Override
    public void removeContainer(String container, boolean anonymousVolumes) {
        wire.run(Ask.delete("/containers/" + part(container))
                .with("force", "1")
                .with("v", anonymousVolumes ? "1" : "0"));
    }

    @Override
    public ExecResult exec(String container, List<String> command, Duration timeout) {
        String id = wire.json(act(container, "exec").with(Wishes.exec(command)))
                .at("Id")
                .text();
        Ask start = Ask.post("/exec/" + id + "/start").with(Wishes.execStart()).within(timeout);
        Frames frames;
        try (InputStream stream = wire.open(start)) {
            frames = Frames.read(stream, true, false);
        } catch (IOException e) {
            throw wire.failures().of(e, false, "the output of " + command.get(0));
        }
        int code =
                (int) wire.json(Ask.get("/exec/" + id + "/json")).at("ExitCode").whole();
        return new ExecResult(code, frames.out(), frames.err());
    }

    @Override
    public List<String> logs(String container, int lines) {
        boolean hasTerminal = wire.json(Ask.get("/containers/" + part(container) + "/json"))
                .at("Config")
                .at("Tty")
                .flag();
        Ask ask = Ask.get("/containers/" + part(container) + "/logs")
                .with("stdout", "1")
                .with("stderr", "1")
                .with("tail", Integer.toString(lines));
        try (InputStream stream = wire.open(ask)) {
            return Frames.read(stream, !hasTerminal, true).out().lines().toList();
        } catch (IOException e) {
            throw wire.failures().of(e, false, "the log of " + container);
        }
    }

    @Override
    public HttpAnswer http(String container, int port, String method, String path) {
        return new ContainerHttp(this, address).ask(container, port, method, path);
    }

    @Override
    public void cancel() {
        wire.cancel();
    }

    @Override
    public void close() {
        wire.close();
    }

    private static Ask act(String container, String verb) {
        return Ask.post("/containers/" + part(container) + "/" + verb);
    }

    private static Ask graced(String container, String verb, Duration grace) {
        return act(container, verb).with("t", Long.toString(grace.toSeconds())).within(grace.plus(BEYOND_GRACE));
    }

    private static String archive(String container) {
        return "/containers/" + part(container) + "/archive";
    }

    /** Returns a name as one part of a path, whatever characters it has. */
    private static String part(String name) {
        String path = new HttpUrl.Builder()
                .scheme("http")
                .host("docker")
                .addPathSegment(name)
                .build()
                .encodedPath()
                .substring(1);
        if (path.isEmpty()) {
            throw new UncheckedIOException(new IOException("a name that is none"));
        }
        return path;
    }
}
