package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import io.promsh.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the HTTP client for an engine: no pool, so that each request has a connection of its own, which it ends. */
final class EngineClient {
    /** How long an engine may keep silent in the midst of an answer. */
    static final Duration IDLE = Duration.ofMinutes(2);

    /** How long an engine may keep silent when it is greeted: one that hangs is told at once, not after {@link #IDLE}. */
    static final Duration FIRST_WORD = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(15);

    private EngineClient() {}

    static OkHttpClient make(EngineAddress address) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES))
                .connectTimeout(CONNECT)
                .readTimeout(IDLE)
                .writeTimeout(IDLE)
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false);
        if (address.tls().isPresent()) {
            secure(client, address.tls().get());
        } else {
            client.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        Path file = address.socket();
        if (file != null) {
            through(client, () -> new ChannelSocket(file));
        } else if (address.kind() == EngineAddress.Kind.SSH) {
            through(client, () -> new ProcessSocket(ProcessSocket.ssh(address)));
        }
        return client.build();
    }

    private static void secure(OkHttpClient.Builder client, TlsFiles files) {
        try {
            TlsFiles.Trust trust = files.read();
            client.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
            if (files.skipVerify()) {
                client.hostnameVerifier((host, session) -> true);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw Failure.usage(
                            "the Docker engine's TLS files cannot be used together: " + e.getMessage(),
                            "check DOCKER_CERT_PATH, or the context's files")
                    .withCause(e);
        }
    }

    @FunctionalInterface
    private interface Opening {
        Socket open() throws IOException;
    }

    /** No name is looked up: whatever address the HTTP library has, the socket goes where it goes. */
    private static void through(OkHttpClient.Builder client, Opening opening) {
        client.socketFactory(new MadeSockets(opening)).dns(host -> List.of(nowhere()));
    }

    private static InetAddress nowhere() throws UnknownHostException {
        return InetAddress.getByAddress("docker", new byte[] {127, 0, 0, 1});
    }

    private static final class MadeSockets extends SocketFactory {
        private final Opening opening;

        MadeSockets(Opening opening) {
            this.opening = opening;
        }

        @Override
        public Socket createSocket() throws IOException {
            return opening.open();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return opening.open();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return opening.open();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return opening.open();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return opening.open();
        }
    }
}
