package io.promsh.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * A terminal within the process: a real line discipline (Ctrl-C is a signal, Ctrl-D an end) painting into an emulated screen.
 * Tests type and wait for text; they never sleep.
 */
public final class VirtualTerminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Upper half of a cell, as the emulator lays it out. */
    private static final long UNDERLINED = 0x01000000L << 32;

    private static final long INVERSE = 0x02000000L << 32;

    private final LineDisciplineTerminal terminal;
    private final ScreenTerminal screen;
    private int columns;
    private int rows;

    public VirtualTerminal(int columns, int rows) {
        this(columns, rows, "xterm-256color");
    }

    public VirtualTerminal(int columns, int rows, String type) {
        this.columns = columns;
        this.rows = rows;
        screen = new ScreenTerminal(columns, rows);
        try {
            terminal = new LineDisciplineTerminal("test", type, new Painting(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.setSize(new Size(columns, rows));
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Types text; {@code \r} is Enter, {@code \003} Ctrl-C. */
    public VirtualTerminal type(String text) {
        try {
            terminal.processInputBytes(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Makes the window larger; the emulator cannot shrink. */
    public void grow(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        screen.setSize(newColumns, newRows);
        terminal.setSize(new Size(newColumns, newRows));
        terminal.raise(Terminal.Signal.WINCH);
    }

    /** Waits until the screen holds {@code text}. */
    public VirtualTerminal await(String text) {
        return await(() -> text().contains(text), "'" + text + "'");
    }

    /** Waits until the screen no longer holds {@code text}. */
    public VirtualTerminal awaitNo(String text) {
        return await(() -> !text().contains(text), "no '" + text + "'");
    }

    /** Waits for a condition. */
    public VirtualTerminal await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + ", the screen is:\n" + text());
            }
            Thread.onSpinWait();
            try {
                screen.waitDirty(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
        return this;
    }

    /** Returns the screen, lines without trailing blanks, empty lines at the end left out. */
    public String text() {
        long[] cells = cells();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int code = (int) cells[row * columns + column];
                line.appendCodePoint(code == 0 ? ' ' : code);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** Returns what is underlined, pieces joined by a bar. */
    public String underlined() {
        return marked(UNDERLINED);
    }

    /** Returns what is inverse, pieces joined by a bar. */
    public String inverse() {
        return marked(INVERSE);
    }

    private String marked(long attribute) {
        long[] cells = cells();
        StringBuilder marked = new StringBuilder();
        boolean inside = false;
        for (long cell : cells) {
            boolean isMarked = (cell & attribute) != 0;
            if (isMarked) {
                marked.append(!inside && marked.length() > 0 ? "|" : "").appendCodePoint((int) cell);
            }
            inside = isMarked;
        }
        return marked.toString();
    }

    private long[] cells() {
        long[] cells = new long[columns * rows];
        screen.dump(cells, 0, 0, rows, columns, new int[2]);
        return cells;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes whole characters and paints them. */
    private final class Painting extends OutputStream {
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            pending.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            pending.write(bytes, offset, length);
            flush();
        }

        @Override
        public synchronized void flush() {
            byte[] bytes = pending.toByteArray();
            int whole = bytes.length;
            // A character may arrive in two halves: up to three bytes at the end wait for the rest.
            for (int back = 1; back <= 3 && back <= bytes.length; back++) {
                int b = bytes[bytes.length - back] & 0xff;
                int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
                if (b >= 0xc0 && needed > back) {
                    whole = bytes.length - back;
                }
                if (b < 0x80 || b >= 0xc0) {
                    break;
                }
            }
            pending.reset();
            pending.write(bytes, whole, bytes.length - whole);
            screen.write(new String(bytes, 0, whole, StandardCharsets.UTF_8));
        }
    }
}
