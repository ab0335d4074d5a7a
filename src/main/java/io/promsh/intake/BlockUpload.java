package io.promsh.intake;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Image;
import io.promsh.docker.Mount;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts blocks into a volume of an engine whose disk cannot be reached, as an archive through a container. The files that make a
 * block one, {@code meta.json}, come last of all: a server passes over folders without, so a broken upload is not seen, and the
 * next one writes over it.
 */
public final class BlockUpload {
    private static final String DESTINATION = "/promsh-volume";
    private static final String META = "meta.json";

    private final DockerEngine docker;
    private final String volume;
    private final Instant now;

    public BlockUpload(DockerEngine docker, String volume, Instant now) {
        this.docker = docker;
        this.volume = volume;
        this.now = now;
    }

    /** Uploads the blocks of that name which stand in {@code work}. */
    public void upload(Path work, List<String> blocks) {
        Optional<Container> user = docker.containers(Map.of()).stream()
                .filter(container -> mount(container).isPresent())
                .findFirst();
        if (user.isPresent()) {
            send(user.get().id(), mount(user.get()).orElseThrow().destination(), work, blocks);
            return;
        }
        String image = docker.images().stream()
                .map(Image::id)
                .findFirst()
                .orElseThrow(() -> Failure.failed(
                        "the volume " + volume + " is used by no container, and there is no image to make one of",
                        "pull the server's image first: docker pull prom/prometheus"));
        String made = docker.createContainer(
                ContainerWish.neverStarted(image, "import").withVolume(volume, DESTINATION, false));
        try {
            send(made, DESTINATION, work, blocks);
        } finally {
            docker.removeContainer(made, false);
        }
    }

    private Optional<Mount> mount(Container container) {
        return container.mounts().stream()
                .filter(mount ->
                        mount.kind() == Mount.Kind.VOLUME && mount.name().equals(volume) && mount.isWritable())
                .findFirst();
    }

    private void send(String container, String folder, Path work, List<String> blocks) {
        TarStream.Owner owner = owner(container, folder);
        docker.writeArchive(container, folder, out -> {
            TarStream tar = new TarStream(out, owner, now);
            for (String ulid : blocks) {
                tar.folder(ulid);
                tar.folder(ulid + "/chunks");
                for (Path file : files(work.resolve(ulid))) {
                    tar.file(ulid + "/" + work.resolve(ulid).relativize(file), file);
                }
            }
            for (String ulid : blocks) {
                tar.file(ulid + "/" + META, work.resolve(ulid).resolve(META));
            }
            tar.end();
        });
    }

    private static List<Path> files(Path block) throws IOException {
        try (Stream<Path> all = Files.walk(block)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(block.resolve(META)))
                    .sorted()
                    .toList();
        }
    }

    private TarStream.Owner owner(String container, String folder) {
        try (InputStream tar = docker.readArchive(container, folder)) {
            return TarStream.Owner.ofFirst(tar);
        } catch (IOException e) {
            throw Failure.failed("cannot look into the volume " + volume + ": " + e.getMessage(), "is the engine well?")
                    .withCause(e);
        }
    }
}
