package io.promsh.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A socket in front of an engine: passes requests on, holds one that a test names before it reaches the engine, and can die in the
 * midst of an answer as an engine does.
 */
public final class DockerGate implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Path upstream;
    private final Path socket;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Pattern hold = Pattern.compile("(?!)");
    private volatile Pattern before = Pattern.compile("");
    private volatile boolean isArmed = true;
    private volatile BooleanSupplier when = () -> true;
    private volatile Pattern die = Pattern.compile("(?!)");
    private volatile long dieAfterBytes;
    private volatile ServerSocketChannel server;

    private DockerGate(Path upstream, Path socket) throws IOException {
        this.upstream = upstream;
        this.socket = socket;
        this.server = listen();
    }

    /** Opens a gate in {@code folder}, whose path must be short. */
    public static DockerGate before(RealDocker docker, Path folder) {
        try {
            return new DockerGate(Path.of(docker.address().replaceFirst("^unix://", "")), folder.resolve("gate.sock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocketChannel listen() throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        opened.bind(UnixDomainSocketAddress.of(socket));
        run(() -> {
            while (opened.isOpen()) {
                SocketChannel client = opened.accept();
                open.add(client);
                run(() -> serve(client));
            }
        });
        return opened;
    }

    /** Returns the gate's address, as DOCKER_HOST has it. */
    public String address() {
        return "unix://" + socket;
    }

    /** Holds the first request whose line, for example {@code POST /v1.41/containers/x/pause HTTP/1.1}, has this in it. */
    public DockerGate holdAt(String part) {
        hold = Pattern.compile(part);
        return this;
    }

    /** Holds only what comes after a request like this. */
    public DockerGate after(String part) {
        before = Pattern.compile(part);
        isArmed = part.isEmpty();
        return this;
    }

    /** Holds only while this is so. */
    public DockerGate when(BooleanSupplier condition) {
        when = condition;
        return this;
    }

    /** Lets what is held go on its way. */
    public void release() {
        released.countDown();
    }

    /** Waits until the request is held; fails after 60 s. */
    public void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing came to be held: " + hold);
        }
    }

    /** Dies when so many bytes of the answer to such a request have passed. */
    public DockerGate dieIn(String part, long bytes) {
        dieAfterBytes = bytes;
        die = Pattern.compile(part);
        return this;
    }

    /** Breaks off everything and answers no more. */
    public void die() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back, well: nothing is held and nothing dies any more. */
    public void revive() {
        hold = Pattern.compile("(?!)");
        die = Pattern.compile("(?!)");
        try {
            server = listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side has gone.
                    }
                },
                "promsh-gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(SocketChannel client) throws IOException {
        try (client;
                SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            open.add(engine);
            byte[] head = head(client);
            String line = new String(head, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            boolean isHeld = isArmed && hold.matcher(line).find() && when.getAsBoolean();
            isArmed |= before.matcher(line).find();
            if (isHeld) {
                held.countDown();
                await(released);
            }
            engine.connect(UnixDomainSocketAddress.of(upstream));
            write(engine, ByteBuffer.wrap(head));
            run(() -> pump(client, engine, Long.MAX_VALUE));
            boolean dies = die.matcher(line).find();
            pump(engine, client, dies ? dieAfterBytes : Long.MAX_VALUE);
        } finally {
            open.remove(client);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] head(SocketChannel client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            one.clear();
            if (client.read(one) < 0) {
                break;
            }
            head.write(one.get(0));
        }
        return head.toByteArray();
    }

    private void pump(SocketChannel from, SocketChannel to, long limit) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        long passed = 0;
        while (from.read(piece.clear()) >= 0) {
            write(to, piece.flip());
            passed += piece.limit();
            if (passed >= limit) {
                die();
                return;
            }
        }
    }

    private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void close() {
        released.countDown();
        die();
    }
}
