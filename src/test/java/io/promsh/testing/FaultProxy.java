package io.promsh.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback in front of a real HTTP server that does {@link Fault}s to chosen exchanges: the given request, every k-th,
 * or a share of them by a seed. Requests are counted from 1 in the order in which they come; with a path, only those whose target
 * holds it. A rule that was added later wins. The bytes are the server's own; each exchange has a connection of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int SERVER_TIMEOUT_MILLIS = 120_000;

    private final ServerSocket socket;
    private volatile InetSocketAddress upstream;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    private FaultProxy(ServerSocket socket, InetSocketAddress upstream) {
        this.socket = socket;
        this.upstream = upstream;
    }

    /** Starts a proxy in front of {@code http://HOST:PORT}; without rules it passes everything on. */
    public static FaultProxy before(String server) {
        URI address = URI.create(server);
        try {
            FaultProxy proxy = new FaultProxy(
                    new ServerSocket(0, 128, InetAddress.getLoopbackAddress()),
                    new InetSocketAddress(address.getHost(), address.getPort()));
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the proxy's base address, for example {@code http://127.0.0.1:40123}. */
    public String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Passes on to another server from now on: the same one, started anew on another port. */
    public FaultProxy to(String server) {
        URI address = URI.create(server);
        upstream = new InetSocketAddress(address.getHost(), address.getPort());
        return this;
    }

    /** Does the fault to the {@code number}-th request that comes from now on. */
    public FaultProxy at(int number, Fault fault) {
        return on("", number, fault);
    }

    /** Does the fault to the {@code number}-th request from now on whose target holds {@code path}. */
    public FaultProxy on(String path, int number, Fault fault) {
        return rule(path, count -> count == number, fault);
    }

    /** Does the fault to every {@code k}-th request from now on; 1 is each of them. */
    public FaultProxy every(int k, Fault fault) {
        return every("", k, fault);
    }

    /** Does the fault to every {@code k}-th request from now on whose target holds {@code path}. */
    public FaultProxy every(String path, int k, Fault fault) {
        return rule(path, count -> count % k == 0, fault);
    }

    /** Does one of the faults to that share (0..1) of the requests from now on, the same ones for the same seed and order. */
    public FaultProxy randomly(long seed, double share, Fault... choice) {
        return randomlyOn("", seed, share, choice);
    }

    /** As {@link #randomly}, of the requests whose target holds {@code path}. */
    public FaultProxy randomlyOn(String path, long seed, double share, Fault... choice) {
        Random random = new Random(seed);
        rules.add(new Rule(path, count -> random.nextDouble() < share, () -> choice[random.nextInt(choice.length)]));
        return this;
    }

    private FaultProxy rule(String path, Choice choice, Fault fault) {
        rules.add(new Rule(path, choice, () -> fault));
        return this;
    }

    /** Forgets all rules: everything is passed on from now on. */
    public FaultProxy heal() {
        rules.clear();
        return this;
    }

    /** Returns method and target of each request so far, in order. */
    public List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Returns to how many requests a fault was done so far. */
    public int faults() {
        return faults.get();
    }

    /** Returns how many exchanges ran at the same time at the most. */
    public int mostAtOnce() {
        return most.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                // Closed, or the client is gone already.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            HttpHead head = HttpHead.read(in);
            if (head == null) {
                return;
            }
            byte[] body = head.body(in);
            Fault fault = faultFor(head.target());
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                fault.apply(new Exchange(client, head, body));
            } finally {
                running.decrementAndGet();
            }
        } catch (IOException e) {
            // One of the two sides went away: what this proxy is there for.
        } finally {
            open.remove(client);
        }
    }

    /** Every rule counts, also where another one wins. */
    private synchronized Fault faultFor(String request) {
        synchronized (seen) {
            seen.add(request);
        }
        @Nullable Fault chosen = null;
        for (Rule rule : rules) {
            if (!request.contains(rule.path)) {
                continue;
            }
            int count = ++rule.count;
            if (rule.choice.hits(count)) {
                chosen = rule.fault.get();
            }
        }
        if (chosen == null) {
            return Fault.none();
        }
        faults.incrementAndGet();
        return chosen;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which requests a rule hits, by their number. */
    private interface Choice {
        boolean hits(int count);
    }

    private static final class Rule {
        private final String path;
        private final Choice choice;
        private final Supplier<Fault> fault;
        private int count;

        Rule(String path, Choice choice, Supplier<Fault> fault) {
            this.path = path;
            this.choice = choice;
            this.fault = fault;
        }
    }

    /** One request with the way to the server and back. */
    private final class Exchange implements Fault.Passage {
        private final Socket client;
        private final HttpHead head;
        private final byte[] body;

        Exchange(Socket client, HttpHead head, byte[] body) {
            this.client = client;
            this.head = head;
            this.body = body;
        }

        @Override
        public String request() {
            return head.target();
        }

        @Override
        public int running() {
            return running.get();
        }

        @Override
        public void pass() throws IOException {
            passBody(Long.MAX_VALUE);
        }

        @Override
        public void passBody(long bytes) throws IOException {
            try (Socket server = ask("HTTP/1.1")) {
                InputStream in = new BufferedInputStream(server.getInputStream());
                HttpHead answer = answer(in);
                send(answer.bytes());
                byte[] buffer = new byte[16_384];
                long left = bytes;
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (read < 0) {
                        return;
                    }
                    client.getOutputStream().write(buffer, 0, read);
                    client.getOutputStream().flush();
                    left -= read;
                }
            }
        }

        @Override
        public void passPart(UnaryOperator<byte[]> choice) throws IOException {
            // An answer to HTTP/1.0 comes in one piece, without chunks.
            try (Socket server = ask("HTTP/1.0")) {
                InputStream in = new BufferedInputStream(server.getInputStream());
                HttpHead answer = answer(in);
                byte[] part = choice.apply(in.readAllBytes());
                HttpHead shorter = answer.without("Content-Length")
                        .with("Content-Length", Integer.toString(part.length))
                        .startingWith(answer.first().replace("HTTP/1.0", "HTTP/1.1"));
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(shorter.bytes());
                all.write(part);
                send(all.toByteArray());
            }
        }

        private HttpHead answer(InputStream in) throws IOException {
            HttpHead answer = HttpHead.read(in);
            if (answer == null) {
                throw new IOException("the server hung up");
            }
            return answer.without("Connection").with("Connection", "close");
        }

        private Socket ask(String protocol) throws IOException {
            Socket server = new Socket();
            try {
                server.connect(upstream, SERVER_TIMEOUT_MILLIS);
                server.setSoTimeout(SERVER_TIMEOUT_MILLIS);
                server.setTcpNoDelay(true);
                HttpHead asked = head.without("Connection")
                        .with("Connection", "close")
                        .startingWith(head.target() + " " + protocol);
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(asked.bytes());
                all.write(body);
                server.getOutputStream().write(all.toByteArray());
                server.getOutputStream().flush();
                return server;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            client.getOutputStream().write(bytes);
            client.getOutputStream().flush();
        }

        @Override
        public void reset() throws IOException {
            client.setSoLinger(true, 0);
        }

        @Override
        public void await(java.time.Duration time) throws IOException {
            Fault.await(closing, time);
        }
    }

    /** The head of a request or an answer, as it came. */
    record HttpHead(String first, List<String> fields) {
        private static final int LIMIT_BYTES = 1 << 20;

        /** Returns the head, or null where the other side hung up first. */
        static @Nullable HttpHead read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int inRow = 0;
            while (inRow < 2) {
                int next = in.read();
                if (next < 0 || head.size() > LIMIT_BYTES) {
                    return null;
                }
                head.write(next);
                inRow = next == '\n' ? inRow + 1 : next == '\r' ? inRow : 0;
            }
            String[] lines = head.toString(ISO_8859_1).split("\r?\n");
            return new HttpHead(lines[0], List.of(lines).subList(1, lines.length));
        }

        /** Returns method and target of a request. */
        String target() {
            return first.substring(0, first.lastIndexOf(' '));
        }

        /** Reads the body that the head announces, taken out of its chunks. */
        byte[] body(InputStream in) throws IOException {
            for (String field : fields) {
                String lower = field.toLowerCase(java.util.Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    return in.readNBytes(Integer.parseInt(field.substring(15).strip()));
                }
                if (lower.startsWith("transfer-encoding:")) {
                    throw new IOException("requests in chunks are not for this proxy");
                }
            }
            return new byte[0];
        }

        HttpHead without(String name) {
            List<String> kept = new ArrayList<>(fields);
            kept.removeIf(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
            return new HttpHead(first, kept);
        }

        HttpHead with(String name, String value) {
            List<String> more = new ArrayList<>(fields);
            more.add(name + ": " + value);
            return new HttpHead(first, more);
        }

        HttpHead startingWith(String other) {
            return new HttpHead(other, fields);
        }

        byte[] bytes() {
            return (first + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n").getBytes(ISO_8859_1);
        }
    }
}
