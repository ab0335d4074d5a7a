package io.promsh.docker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to an engine that Java has no sockets for: silence has an end, and closing ends every wait. */
class SocketsTest {
    private static final SocketAddress MADE_UP = InetSocketAddress.createUnresolved("docker", 80);

    @TempDir
    Path folder;

    private ServerSocketChannel server;
    private Path file;

    @BeforeEach
    void listen() throws IOException {
        file = folder.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(file));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void anEngineThatIsSilentIsGivenUpAndOneThatSpeaksAgainIsHeard() throws IOException {
        try (Socket socket = new ChannelSocket(file)) {
            socket.connect(MADE_UP);
            try (SocketChannel engine = server.accept()) {
                socket.setSoTimeout(20);
                assertThrows(
                        SocketTimeoutException.class,
                        () -> socket.getInputStream().read());
                engine.write(ByteBuffer.wrap("late".getBytes(UTF_8)));
                socket.setSoTimeout(60_000);
                assertEquals("late", new String(socket.getInputStream().readNBytes(4), UTF_8));
                engine.shutdownOutput();
                assertEquals(-1, socket.getInputStream().read());
            }
        }
    }

    @Test
    void closingEndsAWaitForTheEngine() throws Exception {
        Socket socket = new ChannelSocket(file);
        socket.connect(MADE_UP);
        try (SocketChannel engine = server.accept()) {
            assertTrue(engine.isConnected());
            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return socket.getInputStream().read();
                } catch (IOException e) {
                    throw new java.util.concurrent.CompletionException(e);
                }
            });
            socket.close();
            ExecutionException ended = assertThrows(ExecutionException.class, () -> waiting.get(60, TimeUnit.SECONDS));
            assertTrue(ended.getCause() instanceof IOException, String.valueOf(ended.getCause()));
        }
        assertTrue(socket.isClosed());
    }

    @Test
    void whatIsWrittenThroughAProgramComesBackFromIt() throws IOException {
        Socket socket = new ProcessSocket(List.of("cat"));
        socket.connect(MADE_UP);
        socket.getOutputStream().write("there and back".getBytes(UTF_8));
        socket.getOutputStream().flush();
        assertEquals("there and back", new String(socket.getInputStream().readNBytes(14), UTF_8));
        socket.close();
        assertTrue(socket.isClosed());
        assertThrows(SocketException.class, socket::getInputStream);
    }

    @Test
    void aProgramThatIsNotThereIsAFailureToConnect() {
        Socket socket = new ProcessSocket(List.of(folder.resolve("no-ssh").toString()));
        assertThrows(IOException.class, () -> socket.connect(MADE_UP));
    }
}
