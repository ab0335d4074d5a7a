package io.promsh.docker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A unix-domain socket as the {@link Socket} that the HTTP library wants. It waits in selectors and never in a blocking read, so
 * that {@code SO_TIMEOUT} holds, and closing it from another thread ends a wait at once.
 */
final class ChannelSocket extends Socket {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Path file;
    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private volatile int timeoutMillis;
    private final InputStream in = new In();
    private final OutputStream out = new Out();

    ChannelSocket(Path file) throws IOException {
        this.file = file;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        readable = Selector.open();
        writable = Selector.open();
    }

    /** Connects to the file, whatever address the HTTP library made up. */
    @Override
    public void connect(SocketAddress madeUp, int timeout) throws IOException {
        // Not a wait worth a timeout: a unix socket answers or refuses at once unless its backlog is full.
        channel.connect(UnixDomainSocketAddress.of(file));
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public void connect(SocketAddress madeUp) throws IOException {
        connect(madeUp, 0);
    }

    private void await(Selector selector) throws IOException {
        try {
            selector.selectedKeys().clear();
            if (selector.select(timeoutMillis) > 0) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            if (!selector.isOpen()) {
                throw new SocketException("Socket closed");
            }
            if (timeoutMillis > 0) {
                throw new SocketTimeoutException("timeout");
            }
        } catch (ClosedSelectorException e) {
            SocketException closed = new SocketException("Socket closed");
            closed.initCause(e);
            throw closed;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

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
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // Unix sockets do not wait for more.
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    private final class In extends InputStream {
        /** Large: the HTTP library asks for 8 KB at a time. */
        private final ByteBuffer buffer =
                ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!buffer.hasRemaining() && !fill()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        private boolean fill() throws IOException {
            buffer.clear();
            int count;
            try {
                count = channel.read(buffer);
                while (count == 0) {
                    await(readable);
                    count = channel.read(buffer);
                }
            } finally {
                buffer.flip();
            }
            return count > 0;
        }

        @Override
        public int available() {
            return buffer.remaining();
        }

        @Override
        public void close() throws IOException {
            ChannelSocket.this.close();
        }
    }

    private final class Out extends OutputStream {
        private final byte[] gathered = new byte[BUFFER_BYTES / 2];
        private int count;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (count + length > gathered.length) {
                flush();
            }
            if (length > gathered.length) {
                send(ByteBuffer.wrap(bytes, offset, length));
                return;
            }
            System.arraycopy(bytes, offset, gathered, count, length);
            count += length;
        }

        @Override
        public void flush() throws IOException {
            int ready = count;
            count = 0;
            send(ByteBuffer.wrap(gathered, 0, ready));
        }

        private void send(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(writable);
                }
            }
        }

        @Override
        public void close() throws IOException {
            ChannelSocket.this.close();
        }
    }

    @Override
    public String toString() {
        return "unix socket " + file;
    }
}
