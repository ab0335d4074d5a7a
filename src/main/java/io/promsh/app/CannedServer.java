package io.promsh.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A small HTTP/1.1 server with made-up JSON answers, on a free loopback port or a socket in a folder: what {@link Training} talks to.
 * It keeps nothing and cannot be ordered to do anything.
 */
final class CannedServer implements AutoCloseable {
    private static final int HEAD_LIMIT_BYTES = 65_536;

    private final ServerSocketChannel channel;
    private final String headers;
    private final Answers answers;

    /** What is answered. */
    interface Answers {
        /** Returns the body, ASCII, for a request's path with its query and the form in its body. */
        String to(String target, String form);
    }

    private CannedServer(ServerSocketChannel channel, String headers, Answers answers) {
        this.channel = channel;
        this.headers = headers;
        this.answers = answers;
    }

    /** Listens on a free loopback port. */
    static CannedServer onLoopback(Answers answers) throws IOException {
        SocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new CannedServer(ServerSocketChannel.open(), "", answers).listen(free);
    }

    /**
     * Listens on a socket in a folder; {@code headers} go with each answer, every one ending its line. Throws where there are no
     * such sockets, or the path is too long for one.
     */
    static CannedServer onSocket(Path socket, String headers, Answers answers) throws IOException {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            return new CannedServer(channel, headers, answers).listen(UnixDomainSocketAddress.of(socket));
        } catch (UnsupportedOperationException e) {
            throw new IOException(e);
        }
    }

    private CannedServer listen(SocketAddress address) throws IOException {
        try {
            channel.bind(address);
        } catch (IOException e) {
            close();
            throw e;
        }
        daemon(this::accept);
        return this;
    }

    /** Returns where it listens, as promsh takes it. */
    String address() throws IOException {
        SocketAddress bound = channel.getLocalAddress();
        return bound instanceof InetSocketAddress inet ? "http://127.0.0.1:" + inet.getPort() : "unix://" + bound;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "promsh-canned");
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

    /** Answers until the other side has enough. */
    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String target = head.split(" ", 3)[1];
                String form = new String(in.readNBytes(length(head)), UTF_8);
                String body = answers.to(target, form);
                // In one write: two of them meet Nagle and the delayed acknowledgement, 40 ms each time.
                ByteBuffer answer = ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(ISO_8859_1));
                while (answer.hasRemaining()) {
                    connection.write(answer);
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

    private static int length(String head) {
        String field = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(field);
        if (at < 0) {
            return 0;
        }
        int from = at + field.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).trim());
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
