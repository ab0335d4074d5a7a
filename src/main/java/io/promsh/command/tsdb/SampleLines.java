package io.promsh.command.tsdb;

import io.promsh.model.Labels;
import io.promsh.model.Values;
import io.promsh.text.Escaping;
import io.promsh.tsdb.Samples;
import java.io.PrintWriter;

/** Writes samples as lines: series, value, epoch milliseconds. Made for many millions. */
final class SampleLines {
    private static final int FULL = 64 * 1024;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final StringBuilder text = new StringBuilder(FULL + 4096);
    private char[] chars = new char[FULL + 4096];

    SampleLines(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void write(Labels labels, Samples samples) {
        String notation = labels.toString();
        String series = (isTerminal ? Escaping.visible(notation) : notation) + " ";
        for (int i = 0; i < samples.size(); i++) {
            text.append(series);
            Values.append(text, samples.value(i));
            text.append(' ').append(samples.time(i)).append('\n');
            if (text.length() >= FULL) {
                drain();
            }
        }
    }

    private void drain() {
        int length = text.length();
        if (length > chars.length) {
            chars = new char[length];
        }
        text.getChars(0, length, chars, 0);
        out.write(chars, 0, length);
        text.setLength(0);
    }

    void flush() {
        drain();
        out.flush();
    }
}
