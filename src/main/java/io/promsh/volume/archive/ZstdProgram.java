package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program {@code zstd} at work, fed and emptied at once. It is a program and no library, as with tar: the libraries for Java
 * either load native code or use what newer Javas warn of, and nobody pays for it who does not ask for it.
 */
final class ZstdProgram {
    private final Process process;
    private final Thread pump;
    private volatile @Nullable IOException broken;

    private ZstdProgram(Process process, Pumping pumping, String name) {
        this.process = process;
        this.pump = new Thread(
                () -> {
                    try {
                        pumping.pump(process);
                    } catch (IOException e) {
                        broken = e;
                        process.destroy();
                    }
                },
                name);
        pump.setDaemon(true);
        pump.start();
    }

    /** What goes on beside the caller. */
    private interface Pumping {
        void pump(Process process) throws IOException;
    }

    /** Packs what is written to {@link #input()} into {@code out}. */
    static ZstdProgram packing(OutputStream out) {
        Pumping pumping = process -> process.getInputStream().transferTo(out);
        return new ZstdProgram(start("-q", "-1", "-T0", "-c"), pumping, "promsh-zstd");
    }

    /** Unpacks {@code in}, to be read from {@link #output()}. */
    static ZstdProgram unpacking(InputStream in) {
        return new ZstdProgram(start("-q", "-d", "-c"), process -> feed(in, process), "promsh-unzstd");
    }

    private static void feed(InputStream in, Process process) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = process.getOutputStream()) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                out.write(buffer, 0, got);
            }
        }
    }

    /** Throws FAILED where the program is not there. */
    static void check() {
        start("--version").destroy();
    }

    private static Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of("zstd"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw Failure.failed("the program zstd is not here", "install zstd, or leave it: gzip needs none")
                    .withCause(e);
        }
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Returns what the caller met, or what broke beside it where that came first. */
    IOException cause(IOException met) {
        IOException beside = broken;
        return beside == null ? met : new IOException(beside.getMessage(), beside);
    }

    /** Waits for its end. Throws where anything went wrong. */
    void finish() throws IOException {
        try {
            pump.join();
            int code = process.waitFor();
            if (broken != null || code != 0) {
                String said = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
                throw cause(new IOException(said.isEmpty() ? "zstd ended with code " + code : said));
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    void kill() {
        process.destroyForcibly();
    }
}
