package io.promsh.audit.rule;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerDetail.Network;
import io.promsh.docker.ContainerDetail.Policy;
import io.promsh.docker.ContainerDetail.PublishedPort;
import io.promsh.docker.ContainerState;
import io.promsh.docker.Mount;
import io.promsh.testing.FakeDocker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container of the project {@code bay}, as healthy as can be until something is changed. */
final class Made {
    static final String ANONYMOUS = "8abf6001".repeat(8);

    private final String image;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> environment = new ArrayList<>();
    private final List<PublishedPort> ports = new ArrayList<>();
    private final Map<String, String> tmpfs = new LinkedHashMap<>();
    private String name;
    private String imageId;
    private String state = "running";
    private String user = "";
    private String restart = "unless-stopped";
    private int graceSeconds = 60;
    private long memory = 1L << 30;
    private boolean privileged;
    private boolean outOfMemory;
    private Map<String, String> logs = Map.of("max-size", "10m");

    private Made(String service, String image) {
        this.image = image;
        this.name = "bay_" + service + "_1";
        this.imageId = "sha256:" + image;
        labels.put("com.docker.compose.project", "bay");
        labels.put("com.docker.compose.service", service);
        labels.put("com.docker.compose.version", "2.26.1");
    }

    static Made of(String service, String image) {
        return new Made(service, image);
    }

    /** A Prometheus that keeps its data on a named volume. */
    static Made prometheus() {
        return of("prometheus", "prom/prometheus:v2.53.3").volume("bay_prometheus_data", "/prometheus");
    }

    Made volume(String volume, String path) {
        mounts.add(FakeDocker.volumeAt(volume, path));
        return this;
    }

    Made bind(String source, String path, boolean isWritable) {
        mounts.add(new Mount(Mount.Kind.BIND, "", source, path, "", isWritable));
        return this;
    }

    Made readOnlyVolume(String volume, String path) {
        mounts.add(new Mount(Mount.Kind.VOLUME, volume, "/v/" + volume, path, "local", false));
        return this;
    }

    Made memoryAt(String path) {
        tmpfs.put(path, "");
        return this;
    }

    Made argument(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    Made variable(String variable, String value) {
        environment.add(variable + "=" + value);
        return this;
    }

    Made port(String address, int port) {
        ports.add(new PublishedPort(port, "tcp", address, port));
        return this;
    }

    Made named(String newName) {
        name = newName;
        return this;
    }

    Made imageId(String id) {
        imageId = id;
        return this;
    }

    Made state(String newState) {
        state = newState;
        return this;
    }

    Made user(String newUser) {
        user = newUser;
        return this;
    }

    Made restart(String policy) {
        restart = policy;
        return this;
    }

    Made grace(int seconds) {
        graceSeconds = seconds;
        return this;
    }

    Made memory(long bytes) {
        memory = bytes;
        return this;
    }

    Made privileged() {
        privileged = true;
        return this;
    }

    Made outOfMemory() {
        outOfMemory = true;
        return this;
    }

    Made logs(Map<String, String> options) {
        logs = options;
        return this;
    }

    Made composeVersion(String version) {
        labels.put("com.docker.compose.version", version);
        return this;
    }

    Made project(String project) {
        labels.put("com.docker.compose.project", project);
        return this;
    }

    ContainerDetail container() {
        Container summary = new Container(
                String.format("%064x", name.hashCode() & 0xffffffffL),
                name,
                image,
                imageId,
                state,
                state,
                Optional.of(Instant.parse("2025-08-03T18:00:00Z")),
                labels,
                mounts);
        return new ContainerDetail(
                summary,
                new ContainerState(state, 0, outOfMemory, Optional.empty(), Optional.empty(), "", 0),
                "/bin/program",
                arguments,
                environment,
                user,
                "/",
                tmpfs,
                new Network("bridge", Map.of(), ports),
                new Policy(
                        restart,
                        graceSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(graceSeconds)),
                        memory,
                        privileged,
                        false,
                        "json-file",
                        logs));
    }
}
