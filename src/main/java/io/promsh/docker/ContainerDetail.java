package io.promsh.docker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that promsh wants to know of a container.
 *
 * @param summary what a list shows too; its mounts are the running truth, without tmpfs
 * @param program the path that runs, then {@code arguments}
 * @param environment {@code NAME=VALUE} each; values may be secret
 * @param tmpfs destination to options; Docker keeps these apart from the mounts
 * @param user as configured, may be empty
 */
public record ContainerDetail(
        Container summary,
        ContainerState state,
        String program,
        List<String> arguments,
        List<String> environment,
        String user,
        String workingDir,
        Map<String, String> tmpfs,
        Network network,
        Policy policy) {
    /**
     * How it is reached.
     *
     * @param mode for example {@code bridge} or {@code none}
     * @param addresses IP addresses of the container by network
     * @param ports published ones
     */
    public record Network(String mode, Map<String, String> addresses, List<PublishedPort> ports) {
        public Network {
            addresses = Map.copyOf(addresses);
            ports = List.copyOf(ports);
        }
    }

    /** A container's port that the host listens at; {@code hostAddress} is empty or 0.0.0.0 for all interfaces. */
    public record PublishedPort(int containerPort, String protocol, String hostAddress, int hostPort) {}

    /**
     * What was asked of the engine.
     *
     * @param restart no, always, unless-stopped or on-failure
     * @param stopTimeout the grace of a stop, where one was set; the engine's own is 10 s
     * @param memoryLimitBytes 0 for none
     */
    public record Policy(
            String restart,
            Optional<Duration> stopTimeout,
            long memoryLimitBytes,
            boolean isPrivileged,
            boolean hasHealthcheck,
            String logDriver,
            Map<String, String> logOptions) {
        public Policy {
            logOptions = Map.copyOf(logOptions);
        }
    }

    public ContainerDetail {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        tmpfs = Map.copyOf(tmpfs);
    }

    /** Returns the id. */
    public String id() {
        return summary.id();
    }

    /** Returns the name. */
    public String name() {
        return summary.name();
    }

    /** Returns the mounts, those in memory included. */
    public List<Mount> mounts() {
        List<Mount> all = new ArrayList<>(summary.mounts());
        for (String destination : tmpfs.keySet()) {
            if (all.stream().noneMatch(mount -> mount.destination().equals(destination))) {
                all.add(new Mount(Mount.Kind.TMPFS, "", "", destination, "", true));
            }
        }
        return all;
    }

    /** Returns the innermost mount that holds a path; empty when the path lies in the container's own layer. */
    public Optional<Mount> mountOf(String path) {
        Mount found = null;
        for (Mount mount : mounts()) {
            boolean isDeeper = found == null
                    || mount.destination().length() > found.destination().length();
            if (mount.holds(path) && isDeeper) {
                found = mount;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns the value of a {@code --name=value} or {@code --name value} argument, the last where there are several. */
    public Optional<String> flag(String name) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i).replaceFirst("^--?", "");
            if (!arguments.get(i).startsWith("-")) {
                continue;
            }
            if (argument.startsWith(name + "=")) {
                found = Optional.of(argument.substring(name.length() + 1));
            } else if (argument.equals(name)) {
                boolean hasNext =
                        i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("-");
                found = Optional.of(hasNext ? arguments.get(i + 1) : "");
            }
        }
        return found;
    }

    /** Returns the environment by name; values may be secret. */
    public Map<String, String> environmentByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String entry : environment) {
            int equals = entry.indexOf('=');
            byName.put(equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return byName;
    }
}
