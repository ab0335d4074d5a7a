package io.promsh.recovery;

import io.promsh.docker.Container;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Docker volume that a running container has mounted: blocks go in through the engine, and are renamed by the container's own
 * {@code mv}, so that no path of this machine is needed.
 */
final class VolumePlace implements BlockPlace {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DockerEngine engine;
    private final String volume;
    private final String container;
    private final String folder;

    private VolumePlace(DockerEngine engine, String volume, String container, String folder) {
        this.engine = engine;
        this.volume = volume;
        this.container = container;
        this.folder = folder;
    }

    /** Finds the volume and who uses it; a volume on this machine that may be written is a directory like any other. */
    static BlockPlace of(DockerEngine engine, String name) {
        Volume volume = engine.volume(name)
                .orElseThrow(() -> Failure.usage("there is no volume " + name, "see them with: volume list"));
        Path mountpoint = Path.of(volume.mountpoint());
        if (engine.isLocal() && Files.isDirectory(mountpoint) && Files.isWritable(mountpoint)) {
            return new DirectoryPlace(mountpoint);
        }
        return throughContainer(engine, name);
    }

    /** The same volume by way of a container, wherever the engine is. */
    static BlockPlace throughContainer(DockerEngine engine, String name) {
        for (Container one : engine.containers(Map.of())) {
            for (Mount mount : one.mounts()) {
                if (one.state().equals("running")
                        && mount.kind() == Mount.Kind.VOLUME
                        && mount.name().equals(name)) {
                    return new VolumePlace(engine, name, one.id(), mount.destination());
                }
            }
        }
        throw Failure.failed("no running container uses the volume " + name, "start the service that does");
    }

    @Override
    public String words() {
        return "volume " + volume;
    }

    @Override
    public boolean isSameAs(String path) {
        return path.equals(folder) || path.equals(folder + "/");
    }

    @Override
    public List<Check> checks(long bytes) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                engine.stat(container, folder + "/wal").isPresent()
                        ? Check.ok("directory", "the volume holds a server's data")
                        : Check.refused(
                                "directory",
                                "the volume has no log: it holds no server's data",
                                "name the right volume"));
        ExecResult mv = engine.exec(container, List.of("mv", "--help"), PATIENCE);
        checks.add(
                mv.exitCode() == 0 || mv.exitCode() == 1
                        ? Check.ok("owner", "files will belong to the container's user")
                        : Check.refused(
                                "owner", "the container has no mv to put blocks in place with", "run promsh as root"));
        return checks;
    }

    private ExecResult run(String... command) {
        ExecResult result = engine.exec(container, List.of(command), PATIENCE);
        if (!result.isGood()) {
            throw Failure.failed(
                    String.join(" ", command) + " in the container: "
                            + result.err().strip(),
                    "then go on with: recover resume");
        }
        return result;
    }

    @Override
    public void put(Path block) {
        String ulid = String.valueOf(block.getFileName());
        if (has(ulid)) {
            return;
        }
        String unfinished = folder + "/" + ulid + ".tmp-for-creation";
        run("rm", "-rf", unfinished);
        String[] owner = run("stat", "-c", "%u:%g", folder).out().strip().split(":", 2);
        int user = Integer.parseInt(owner[0]);
        int group = Integer.parseInt(owner[1]);
        engine.writeArchive(
                container, folder, out -> BlockTar.write(block, ulid + ".tmp-for-creation", user, group, out));
        run("mv", unfinished, folder + "/" + ulid);
    }

    @Override
    public boolean has(String ulid) {
        return engine.stat(container, folder + "/" + ulid).isPresent();
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public void remove(String ulid) {
        run("rm", "-rf", folder + "/" + ulid + ".tmp-for-creation", folder + "/" + ulid + ".tmp-for-deletion");
        if (has(ulid)) {
            run("mv", folder + "/" + ulid, folder + "/" + ulid + ".tmp-for-deletion");
            run("rm", "-rf", folder + "/" + ulid + ".tmp-for-deletion");
        }
    }
}
