package io.promsh.demo.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.demo.Exposition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Serves the exposition over HTTP on a free loopback port: one answer a connection, whatever the path. */
final class ExpositionServer implements AutoCloseable {
    private static final int HEAD_LIMIT_BYTES = 16_384;
    private static final int READ_TIMEOUT_MILLIS = 2000;

    private final ServerSocket socket;
    private final Exposition exposition;
    private final Clock clock;
    /** Down to zero with the second scrape: the first one has been stored by then. */
    private final CountDownLatch scrapes = new CountDownLatch(2);

    private ExpositionServer(ServerSocket socket, Exposition exposition, Clock clock) {
        this.socket = socket;
        this.exposition = exposition;
        this.clock = clock;
    }

    static ExpositionServer start(Exposition exposition, Clock clock) throws IOException {
        ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        ExpositionServer server = new ExpositionServer(socket, exposition, clock);
        Thread thread = new Thread(server::serve, "promsh-demo-exposition");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Waits until a scrape has come and been stored; returns whether it has. */
    boolean awaitScrape(long timeout, TimeUnit unit) throws InterruptedException {
        return scrapes.await(timeout, unit);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(READ_TIMEOUT_MILLIS);
                answer(connection);
                scrapes.countDown();
            } catch (IOException e) {
                // Closed, or a caller that went away: the next accept tells.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        skipHead(connection.getInputStream());
        byte[] body = exposition.at(clock.instant()).getBytes(UTF_8);
        OutputStream out = connection.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nConnection: close\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(US_ASCII));
        out.write(body);
        out.flush();
    }

    private static void skipHead(InputStream in) throws IOException {
        int ends = 0;
        for (int i = 0; i < HEAD_LIMIT_BYTES && ends < 2; i++) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }
}
