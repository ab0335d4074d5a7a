package io.promsh.docker.engine;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerDetail.PublishedPort;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks an HTTP server in a container by whatever way there is: its published port, its own address where the engine is on this
 * machine, and last {@code wget} in the container, which works on any engine and without a network.
 */
final class ContainerHttp {
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 120_000;
    private static final int LIMIT_BYTES = 16 << 20;

    private final DockerEngine engine;
    private final EngineAddress address;

    ContainerHttp(DockerEngine engine, EngineAddress address) {
        this.engine = engine;
        this.address = address;
    }

    HttpAnswer ask(String container, int port, String method, String path) {
        ContainerDetail detail = engine.container(container)
                .orElseThrow(() -> Failure.failed("there is no container " + container, "see: docker ps -a"));
        for (String server : servers(detail, port)) {
            try {
                return direct(server, method, path);
            } catch (IOException e) {
                // The next way may be open.
            }
        }
        return inside(container, detail, port, method, path);
    }

    private List<String> servers(ContainerDetail detail, int port) {
        List<String> servers = new ArrayList<>();
        if (address.kind() == EngineAddress.Kind.SSH) {
            return servers;
        }
        for (PublishedPort published : detail.network().ports()) {
            if (published.containerPort() == port && published.hostPort() > 0) {
                servers.add(host(published) + ":" + published.hostPort());
            }
        }
        if (engine.isLocal()) {
            detail.network().addresses().values().forEach(ip -> servers.add(ip + ":" + port));
            if (detail.network().mode().equals("host")) {
                servers.add("127.0.0.1:" + port);
            }
        }
        return servers;
    }

    private String host(PublishedPort published) {
        String bound = published.hostAddress();
        if (bound.isEmpty() || bound.equals("0.0.0.0") || bound.equals("::")) {
            return engine.isLocal() ? "127.0.0.1" : address.host();
        }
        return bound.contains(":") ? "[" + bound + "]" : bound;
    }

    private static HttpAnswer direct(String server, String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + server + path).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                connection.getOutputStream().close();
            }
            int status = connection.getResponseCode();
            try (var body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                byte[] bytes = body == null ? new byte[0] : body.readNBytes(LIMIT_BYTES);
                return new HttpAnswer(status, new String(bytes, StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpAnswer inside(String container, ContainerDetail detail, int port, String method, String path) {
        if (!detail.state().isRunning()) {
            throw Failure.unreachable(
                    detail.summary().displayName() + " does not run, so its port " + port + " does not answer", "");
        }
        List<String> wget = new ArrayList<>(List.of("wget", "-q", "-O", "-"));
        if (method.equals("POST")) {
            wget.add("--post-data=");
        }
        wget.add("http://localhost:" + port + path);
        ExecResult result = engine.exec(container, wget, Duration.ofMillis(READ_MILLIS));
        if (result.isGood()) {
            return new HttpAnswer(200, result.out());
        }
        // wget: server returned error: HTTP/1.1 500 Internal Server Error
        String status = result.err().replaceFirst("(?s).*HTTP/1\\.[01] ([0-9]{3}).*", "$1");
        if (status.matches("[0-9]{3}")) {
            return new HttpAnswer(Integer.parseInt(status), result.err());
        }
        throw Failure.unreachable(
                "port " + port + " of " + detail.summary().displayName() + " is not reached",
                "publish it on 127.0.0.1, or use an image that has wget");
    }
}
