package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Splits RFC 4180: commas, quotes doubled inside quotes, records that end in CR LF or LF. */
final class CsvRecords {
    private final Reader in;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private long line;
    private long nextLine = 1;
    private boolean unclosed;

    CsvRecords(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()), 1 << 16);
    }

    /** Returns the number of the line on which the record begins. */
    long line() {
        return line;
    }

    /** Returns whether a quote was open when the file ended. */
    boolean isUnclosed() {
        return unclosed;
    }

    /** Reads a record into {@link #cells()}; false at the end. */
    boolean advance() throws IOException {
        cells.clear();
        cell.setLength(0);
        line = nextLine;
        int c = in.read();
        if (c < 0) {
            return false;
        }
        boolean quoted = false;
        while (true) {
            if (quoted) {
                if (c < 0) {
                    unclosed = true;
                    cells.add(cell.toString());
                    return true;
                }
                if (c == '"') {
                    c = in.read();
                    quoted = c == '"';
                    if (!quoted) {
                        continue;
                    }
                }
                nextLine += c == '\n' ? 1 : 0;
                cell.append((char) c);
            } else if (c == '"' && cell.length() == 0) {
                quoted = true;
            } else if (c == ',') {
                end();
            } else if (c == '\n' || c < 0) {
                nextLine++;
                end();
                return true;
            } else if (c != '\r') {
                cell.append((char) c);
            }
            c = in.read();
        }
    }

    private void end() {
        cells.add(cell.toString());
        cell.setLength(0);
    }

    /** Returns the cells of the record; the list is used again. */
    List<String> cells() {
        return cells;
    }
}
