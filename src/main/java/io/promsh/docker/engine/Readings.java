package io.promsh.docker.engine;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerDetail.PublishedPort;
import io.promsh.docker.ContainerState;
import io.promsh.docker.Image;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.PathStat;
import io.promsh.docker.Volume;
import io.promsh.docker.VolumeUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The engine's JSON as promsh's own records. */
final class Readings {
    /** Go's bit for a folder in a file mode, and those of setuid, setgid and sticky. */
    private static final long GO_FOLDER = 1L << 31;

    private static final long GO_SETUID = 1L << 23;
    private static final long GO_SETGID = 1L << 22;
    private static final long GO_STICKY = 1L << 20;

    private Readings() {}

    static Container listed(Node node) {
        List<String> names = node.at("Names").texts();
        // A linked container has further names, with another container's before them.
        String name = names.stream()
                .filter(one -> one.lastIndexOf('/') == 0)
                .findFirst()
                .orElse(names.isEmpty() ? "" : names.get(0));
        return new Container(
                node.at("Id").text(),
                name.replaceFirst("^/", ""),
                node.at("Image").text(),
                node.at("ImageID").text(),
                node.at("State").text(),
                node.at("Status").text(),
                node.at("Created").time(),
                node.at("Labels").textsByName(),
                mounts(node.at("Mounts")));
    }

    static ContainerDetail detail(Node node) {
        Node config = node.at("Config");
        Node host = node.at("HostConfig");
        Node state = node.at("State");
        Container summary = new Container(
                node.at("Id").text(),
                node.at("Name").text().replaceFirst("^/", ""),
                config.at("Image").text(),
                node.at("Image").text(),
                state.at("Status").text(),
                state.at("Status").text(),
                node.at("Created").time(),
                config.at("Labels").textsByName(),
                mounts(node.at("Mounts")));
        return new ContainerDetail(
                summary,
                state(state, (int) node.at("RestartCount").whole()),
                node.at("Path").text(),
                node.at("Args").texts(),
                config.at("Env").texts(),
                config.at("User").text(),
                config.at("WorkingDir").text(),
                host.at("Tmpfs").textsByName(),
                network(node),
                policy(config, host));
    }

    private static ContainerState state(Node state, int restarts) {
        return new ContainerState(
                state.at("Status").text(),
                (int) state.at("ExitCode").whole(),
                state.at("OOMKilled").flag(),
                state.at("StartedAt").time(),
                state.at("FinishedAt").time(),
                state.at("Health").at("Status").text(),
                restarts);
    }

    private static ContainerDetail.Network network(Node node) {
        Map<String, String> addresses = new HashMap<>();
        node.at("NetworkSettings").at("Networks").fields().forEach((name, network) -> {
            String address = network.at("IPAddress").text();
            if (!address.isEmpty()) {
                addresses.put(name, address);
            }
        });
        List<PublishedPort> ports = new ArrayList<>();
        // What is asked for and, while it runs, what is so; a stopped container has only the former.
        Node settings = node.at("NetworkSettings").at("Ports");
        Node source = settings.fields().isEmpty() ? node.at("HostConfig").at("PortBindings") : settings;
        source.fields().forEach((port, bindings) -> {
            String[] parts = port.split("/", 2);
            for (Node binding : bindings.elements()) {
                ports.add(new PublishedPort(
                        number(parts[0]),
                        parts.length > 1 ? parts[1] : "tcp",
                        binding.at("HostIp").text(),
                        number(binding.at("HostPort").text())));
            }
        });
        return new ContainerDetail.Network(
                node.at("HostConfig").at("NetworkMode").text(), addresses, ports);
    }

    private static ContainerDetail.Policy policy(Node config, Node host) {
        Node stop = config.at("StopTimeout");
        Node check = config.at("Healthcheck").at("Test");
        boolean hasCheck = !check.texts().isEmpty() && !check.texts().get(0).equals("NONE");
        String restart = host.at("RestartPolicy").at("Name").text();
        return new ContainerDetail.Policy(
                restart.isEmpty() ? "no" : restart,
                stop.isThere() ? Optional.of(Duration.ofSeconds(stop.whole())) : Optional.empty(),
                host.at("Memory").whole(),
                host.at("Privileged").flag(),
                hasCheck,
                host.at("LogConfig").at("Type").text(),
                host.at("LogConfig").at("Config").textsByName());
    }

    private static List<Mount> mounts(Node mounts) {
        return mounts.elements().stream()
                .map(node -> new Mount(
                        switch (node.at("Type").text().toLowerCase(Locale.ROOT)) {
                            case "volume" -> Mount.Kind.VOLUME;
                            case "bind" -> Mount.Kind.BIND;
                            case "tmpfs" -> Mount.Kind.TMPFS;
                            default -> Mount.Kind.OTHER;
                        },
                        node.at("Name").text(),
                        node.at("Source").text(),
                        node.at("Destination").text(),
                        node.at("Driver").text(),
                        node.at("RW").flag()))
                .toList();
    }

    static Image image(Node node) {
        List<String> tags = node.at("RepoTags").texts().stream()
                .filter(tag -> !tag.equals("<none>:<none>"))
                .toList();
        return new Image(
                node.at("Id").text(),
                tags,
                node.at("Created").time(),
                node.at("Size").whole());
    }

    static ImageDetail imageDetail(Node node) {
        Node config = node.at("Config");
        Node classic = node.at("ContainerConfig");
        return new ImageDetail(
                image(node),
                config.at("User").text(),
                config.at("WorkingDir").text(),
                config.at("Entrypoint").texts(),
                config.at("Cmd").texts(),
                config.at("Env").texts(),
                config.at("Volumes").fields().keySet(),
                classic.at("Volumes").fields().keySet(),
                classic.isThere(),
                config.at("Labels").textsByName());
    }

    static Volume volume(Node node) {
        return new Volume(
                node.at("Name").text(),
                node.at("Driver").text(),
                node.at("Mountpoint").text(),
                node.at("CreatedAt").time(),
                node.at("Labels").textsByName(),
                node.at("Options").textsByName());
    }

    static VolumeUsage usage(Node node) {
        Node usage = node.at("UsageData");
        return usage.isThere()
                ? new VolumeUsage(usage.at("Size").whole(), usage.at("RefCount").whole())
                : new VolumeUsage(-1, -1);
    }

    /** Reads the header that comes with every archive: JSON in base 64, the mode as Go has it. */
    static PathStat stat(String header) throws IOException {
        Node node;
        try {
            node = Node.parse(new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine's path header is not base 64", e);
        }
        long mode = node.at("mode").whole();
        int special = ((mode & GO_SETUID) != 0 ? 04000 : 0)
                | ((mode & GO_SETGID) != 0 ? 02000 : 0)
                | ((mode & GO_STICKY) != 0 ? 01000 : 0);
        return new PathStat(
                node.at("name").text(),
                node.at("size").whole(),
                (int) (mode & 0777) | special,
                (mode & GO_FOLDER) != 0,
                node.at("linkTarget").text(),
                node.at("mtime").time());
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
