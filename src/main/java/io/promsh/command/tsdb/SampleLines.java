package io.promsh.command.tsdb;

import io.promsh.model.Labels;
import io.promsh.model.Values;
import io.promsh.text.Escaping;
import io.promsh.tsdb.Samples;
import java.io.PrintWriter;
import java.util.Arrays;

/** Writes samples as lines: series, value, epoch milliseconds. Made for many millions: no object for each. */
final class SampleLines {
    private static final int FULL = 64 * 1024;

    /** A value takes 24 characters at the most, a time 20, and two blanks and a line end between. */
    private static final int ROOM = 64;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final StringBuilder value = new StringBuilder(32);
    private char[] text = new char[2 * FULL];
    private int length;

    SampleLines(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void write(Labels labels, Samples samples) {
        String notation = labels.toString();
        char[] series = ((isTerminal ? Escaping.visible(notation) : notation) + " ").toCharArray();
        if (text.length < FULL + series.length + ROOM) {
            text = Arrays.copyOf(text, FULL + series.length + ROOM);
        }
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(series, 0, text, length, series.length);
            length += series.length;
            value.setLength(0);
            Values.append(value, samples.value(i));
            value.append(' ').append(samples.time(i)).append('\n');
            value.getChars(0, value.length(), text, length);
            length += value.length();
            if (length >= FULL) {
                drain();
            }
        }
    }

    private void drain() {
        out.write(text, 0, length);
        length = 0;
    }

    void flush() {
        drain();
        out.flush();
    }
}
