package io.promsh.volume.server;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerDetail.PublishedPort;
import io.promsh.volume.state.KnownService;
import java.util.Optional;

/**
 * A container that runs Prometheus.
 *
 * @param port at which it listens in the container
 * @param prefix path before its addresses, empty or with a slash in front
 * @param dataPath its storage folder
 * @param configFile its configuration
 */
public record PrometheusContainer(
        ContainerDetail container, int port, String prefix, String dataPath, String configFile) {
    private static final int PRESET_PORT = 9090;

    /** Returns the container as a Prometheus, or empty when its image is none. */
    public static Optional<PrometheusContainer> of(ContainerDetail container) {
        Optional<KnownService> known = KnownService.ofImage(container.summary().image())
                .filter(kind -> kind.name().equals(KnownService.PROMETHEUS));
        return known.filter(kind -> !kind.pathsOf(container).isEmpty())
                .map(kind -> new PrometheusContainer(
                        container,
                        port(container),
                        prefix(container),
                        kind.pathsOf(container).get(0),
                        container.flag("config.file").orElse("/etc/prometheus/prometheus.yml")));
    }

    private static int port(ContainerDetail container) {
        String address = container.flag("web.listen-address").orElse("");
        String digits = address.substring(address.lastIndexOf(':') + 1);
        return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : PRESET_PORT;
    }

    private static String prefix(ContainerDetail container) {
        String typed = container
                .flag("web.route-prefix")
                .orElseGet(() -> container.flag("web.external-url").orElse("").replaceFirst("^[a-z]+://[^/]*", ""));
        String path = typed.replaceFirst("/+$", "");
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    /** Returns its id. */
    public String id() {
        return container.id();
    }

    /** Returns its service, else its name. */
    public String service() {
        return container.summary().displayName();
    }

    /**
     * Returns the address at which this machine can ask it: its published port, else its own address where the engine runs here;
     * empty where there is neither.
     */
    public Optional<String> address(boolean engineIsLocal) {
        for (PublishedPort published : container.network().ports()) {
            if (published.containerPort() == port && published.protocol().equals("tcp") && engineIsLocal) {
                String host = published.hostAddress();
                boolean isAny = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
                return Optional.of(
                        "http://" + (isAny ? "127.0.0.1" : bracketed(host)) + ":" + published.hostPort() + prefix);
            }
        }
        return engineIsLocal
                ? container.network().addresses().values().stream()
                        .filter(address -> !address.isEmpty())
                        .findFirst()
                        .map(address -> "http://" + bracketed(address) + ":" + port + prefix)
                : Optional.empty();
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
