package io.promsh.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Docker engine can be asked and told. Opens its connection when first used. Every call blocks and throws
 * {@link io.promsh.failure.Failure}: UNREACHABLE where no engine answers, DENIED where it may not be asked, FAILED with the
 * engine's own words otherwise. {@link #cancel()} ends calls from another thread, which then throw INTERRUPTED; calls made
 * afterwards work. Safe for several threads.
 *
 * <p>A container is given by id or name. Paths in containers are absolute.
 */
public interface DockerEngine extends AutoCloseable {
    /** Returns where the engine is, without secrets, for example {@code unix:///var/run/docker.sock}. */
    String address();

    /** Returns whether the engine runs on this machine, so that its mount points are folders here. */
    boolean isLocal();

    /** Returns versions; asked once, then remembered. */
    EngineVersion version();

    /** Returns containers in all states that bear every label; a value may be empty for any. No labels: all containers. */
    List<Container> containers(Map<String, String> labels);

    /** Returns everything known of a container, or empty when there is none. */
    Optional<ContainerDetail> container(String container);

    /** Returns the images that bear a name or that containers use. */
    List<Image> images();

    /** Returns an image by id or name, or empty when this engine has none; nothing is pulled. */
    Optional<ImageDetail> image(String image);

    /** Returns all volumes, by name. */
    List<Volume> volumes();

    /** Returns a volume, or empty when there is none. */
    Optional<Volume> volume(String name);

    /** Creates a volume; an existing one of that name is returned as it is. An empty name makes an anonymous one. */
    Volume createVolume(Volume.Wish wish);

    /** Removes a volume that no container uses. */
    void removeVolume(String name);

    /** Returns the sizes of volumes by name. The engine reads every file for it: seconds where volumes are large. */
    Map<String, VolumeUsage> volumeUsage();

    /** Returns what stands at a path of a container, through its mounts and whatever its state; empty when nothing does. */
    Optional<PathStat> stat(String container, String path);

    /**
     * Reads a file or folder as a tar stream, through mounts and whatever the container's state. Entries begin with the last
     * name of {@code path}. Closing it early breaks it off at once. The end of the stream alone proves nothing: look for the
     * tar's own end.
     */
    InputStream readArchive(String container, String path) throws IOException;

    /** Unpacks a tar stream below the folder {@code path}, owners and modes as in the tar. */
    void writeArchive(String container, String path, Body tar);

    /** Creates a container that does not run, and returns its id. */
    String createContainer(ContainerWish wish);

    /** Starts a container; nothing happens when it runs. */
    void start(String container);

    /** Stops a container, killing it after {@code grace}; nothing happens when it does not run. */
    void stop(String container, Duration grace);

    /** Restarts a container, killing it after {@code grace}. */
    void restart(String container, Duration grace);

    /** Freezes the processes of a container. */
    void pause(String container);

    /** Thaws them. */
    void unpause(String container);

    /** Gives a container another name. */
    void rename(String container, String name);

    /** Removes a container, killed if need be; {@code anonymousVolumes} removes those too, never a volume given by name. */
    void removeContainer(String container, boolean anonymousVolumes);

    /** Runs a program in a running container to its end. {@code timeout} bounds the silence between two pieces of output. */
    ExecResult exec(String container, List<String> command, Duration timeout);

    /** Returns the last lines of a container's log, standard output and error mixed as logged, without line ends. */
    List<String> logs(String container, int lines);

    /**
     * Asks an HTTP server in a running container: on its published port, else at its address, else through {@code wget} in
     * the container. {@code method} is GET or POST. Any status is an answer; the body is cut after 16 MB.
     */
    HttpAnswer http(String container, int port, String method, String path);

    /** Ends every call that runs now. */
    void cancel();

    @Override
    void close();

    /** Writes what is sent. */
    @FunctionalInterface
    interface Body {
        /** Writes everything; does not close. May be called once only. */
        void writeTo(OutputStream out) throws IOException;
    }
}
