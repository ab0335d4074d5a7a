package io.promsh.docker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection through a program's standard streams: {@code ssh HOST docker system dial-stdio}. What ssh has to say goes to the
 * user's own standard error. Closing it ends the program, and with that a waiting read.
 */
final class ProcessSocket extends Socket {
    private final List<String> command;
    private @Nullable Process process;
    private volatile int timeoutMillis;
    private volatile boolean closed;

    ProcessSocket(List<String> command) {
        this.command = command;
    }

    /** Returns what reaches the engine on a machine where its client is installed. */
    static List<String> ssh(EngineAddress address) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-o", "ConnectTimeout=30"));
        if (!address.user().isEmpty()) {
            command.addAll(List.of("-l", address.user()));
        }
        if (address.port() > 0) {
            command.addAll(List.of("-p", Integer.toString(address.port())));
        }
        command.addAll(List.of("--", address.host(), "docker", "system", "dial-stdio"));
        return command;
    }

    @Override
    public void connect(SocketAddress madeUp, int timeout) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Override
    public void connect(SocketAddress madeUp) throws IOException {
        connect(madeUp, 0);
    }

    private Process process() throws SocketException {
        Process started = process;
        if (started == null || closed) {
            throw new SocketException("Socket closed");
        }
        return started;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return process().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return process().getOutputStream();
    }

    /** Kept for the asker only: the HTTP library's own watch closes this socket when its time is up. */
    @Override
    public synchronized void setSoTimeout(int timeout) {
        timeoutMillis = timeout;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public boolean isConnected() {
        return process != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // Nothing to set.
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroy();
        }
    }
}
