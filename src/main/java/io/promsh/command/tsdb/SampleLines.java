package io.promsh.command.tsdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.console.Console;
import io.promsh.export.Digits;
import io.promsh.model.Labels;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import io.promsh.text.Escaping;
import io.promsh.tsdb.Samples;
import java.util.Arrays;
import java.util.List;

/** Writes samples as lines: series, value, epoch milliseconds. Made for many millions: bytes, and no object for each. */
final class SampleLines {
    private static final int FULL = 64 * 1024;

    /** A value takes 24 characters at the most, a time 20, and two blanks and a line end between. */
    private static final int ROOM = 64;

    private final Console console;
    private final boolean isTerminal;
    private final StringBuilder tail = new StringBuilder(ROOM);
    private byte[] text = new byte[2 * FULL];
    private int length;

    SampleLines(Console console) {
        this.console = console;
        isTerminal = console.width().isPresent();
    }

    void write(Labels labels, Samples samples) {
        String notation = labels.toString();
        byte[] series = ((isTerminal ? Escaping.visible(notation) : notation) + " ").getBytes(UTF_8);
        if (text.length < FULL + series.length + ROOM) {
            text = Arrays.copyOf(text, FULL + series.length + ROOM);
        }
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(series, 0, text, length, series.length);
            length += series.length;
            value(samples.value(i));
            text[length++] = ' ';
            time(samples.time(i));
            text[length++] = '\n';
            if (length >= FULL) {
                drain();
            }
        }
    }

    void write(Labels labels, List<HistogramSample> histograms) {
        String notation = isTerminal ? Escaping.visible(labels.toString()) : labels.toString();
        for (HistogramSample sample : histograms) {
            byte[] line = (notation + " " + sample.histogram().notation() + " " + sample.timestampMillis() + "\n")
                    .getBytes(UTF_8);
            drain();
            console.write(line, line.length);
        }
    }

    private void value(double value) {
        int end = Digits.plain(text, length, value);
        if (end < 0) {
            tail.setLength(0);
            Values.append(tail, value);
            end = length + tail.length();
            for (int at = 0; at < tail.length(); at++) {
                text[length + at] = (byte) tail.charAt(at);
            }
        }
        length = end;
    }

    private void time(long millis) {
        if (millis < 0) {
            text[length++] = '-';
        }
        length = Digits.write(text, length, Math.abs(millis));
    }

    private void drain() {
        console.write(text, length);
        length = 0;
    }

    void flush() {
        drain();
        console.out().flush();
    }
}
