package io.promsh.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Answers like a Docker engine with one volume and one container, on a socket in a folder: enough for {@link Training} to walk the
 * way of {@code volume list}. Answers are made up; nothing is kept and nothing can be ordered.
 */
final class CannedEngine implements AutoCloseable {
    private static final int HEAD_LIMIT_BYTES = 65_536;
    private static final String LABELS = "\"Labels\":{\"com.docker.compose.project\":\"canned\"}";

    private final ServerSocketChannel channel;
    private final Path socket;

    private CannedEngine(ServerSocketChannel channel, Path socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /** Listens. Throws where there are no sockets in folders, or the folder's path is too long for one. */
    static CannedEngine start(Path folder) throws IOException {
        Path socket = folder.resolve("engine.sock");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException e) {
            channel.close();
            throw new IOException(e);
        }
        CannedEngine engine = new CannedEngine(channel, socket);
        daemon(engine::accept);
        return engine;
    }

    String address() {
        return "unix://" + socket;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "promsh-canned-engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                SocketChannel connection = channel.accept();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    /** One request a connection, as promsh asks engines. */
    private static void serve(SocketChannel connection) {
        try (connection) {
            String head = head(new BufferedInputStream(Channels.newInputStream(connection)));
            if (!head.isEmpty()) {
                String body = answer(head.split(" ", 3)[1]);
                ByteBuffer bytes =
                        ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nContent-Type: application/json"
                                        + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                        + body)
                                .getBytes(ISO_8859_1));
                while (bytes.hasRemaining()) {
                    connection.write(bytes);
                }
            }
        } catch (IOException e) {
            // The caller went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < HEAD_LIMIT_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String answer(String target) {
        String path = target.split("\\?", 2)[0].replaceFirst("^/v1\\.[0-9]+", "");
        return switch (path) {
            case "/_ping" -> "OK";
            case "/volumes" -> "{\"Volumes\":[" + volume("") + "],\"Warnings\":null}";
            case "/system/df" -> "{\"Volumes\":[" + volume(",\"UsageData\":{\"Size\":4711,\"RefCount\":1}") + "]}";
            case "/containers/json" -> "[" + container() + "]";
            case "/containers/c1/json" -> inspected();
            default -> "{}";
        };
    }

    private static String volume(String more) {
        return "{\"Name\":\"canned_data\",\"Driver\":\"local\",\"Mountpoint\":\"/var/lib/docker/volumes/canned_data/_data\","
                + "\"CreatedAt\":\"2025-08-03T18:56:00Z\",\"Options\":null,\"Scope\":\"local\"," + LABELS + more + "}";
    }

    private static String mounts() {
        return "\"Mounts\":[{\"Type\":\"volume\",\"Name\":\"canned_data\",\"Source\":\"\",\"Destination\":\"/prometheus\","
                + "\"Driver\":\"local\",\"Mode\":\"rw\",\"RW\":true}]";
    }

    private static String container() {
        return "{\"Id\":\"c1\",\"Names\":[\"/canned_prometheus_1\"],\"Image\":\"prom/prometheus\",\"ImageID\":\"i1\","
                + "\"Created\":1754247360,\"State\":\"running\",\"Status\":\"Up\"," + LABELS + "," + mounts() + "}";
    }

    private static String inspected() {
        return "{\"Id\":\"c1\",\"Name\":\"/canned_prometheus_1\",\"Created\":\"2025-08-03T18:56:00Z\",\"Image\":\"i1\","
                + "\"Args\":[],\"State\":{\"Status\":\"running\",\"Running\":true,\"StartedAt\":\"2025-08-03T18:56:00Z\"},"
                + "\"Config\":{\"Image\":\"prom/prometheus\",\"Cmd\":[],\"Env\":[]," + LABELS + "},"
                + "\"HostConfig\":{}," + mounts() + "}";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }
}
