package io.promsh.console.jline;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The size of the terminal without a terminal library: what the environment says, else what {@code stty} says, asked once. */
final class TerminalSize {
    private static final OptionalInt DEFAULT_COLUMNS = OptionalInt.of(80);
    private static final OptionalInt DEFAULT_ROWS = OptionalInt.of(24);

    private final TerminalFacts facts;
    private boolean asked;
    private OptionalInt columns = DEFAULT_COLUMNS;
    private OptionalInt rows = DEFAULT_ROWS;

    TerminalSize(TerminalFacts facts) {
        this.facts = facts;
    }

    synchronized OptionalInt columns() {
        if (facts.columns().isPresent()) {
            return facts.columns();
        }
        ask();
        return columns;
    }

    synchronized OptionalInt rows() {
        if (facts.rows().isPresent()) {
            return facts.rows();
        }
        ask();
        return rows;
    }

    private void ask() {
        if (asked) {
            return;
        }
        asked = true;
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream answer = stty.getInputStream()) {
                read(new String(answer.readNBytes(32), StandardCharsets.US_ASCII).strip());
            }
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
            }
        } catch (IOException e) {
            // No stty, or no terminal that can be asked: the usual size is a fair guess.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes "rows columns"; a terminal without a size answers "0 0". */
    private void read(String answer) {
        int blank = answer.indexOf(' ');
        if (blank <= 0) {
            return;
        }
        try {
            int answeredRows = Integer.parseInt(answer.substring(0, blank));
            int answeredColumns = Integer.parseInt(answer.substring(blank + 1));
            rows = answeredRows > 0 ? OptionalInt.of(answeredRows) : rows;
            columns = answeredColumns > 0 ? OptionalInt.of(answeredColumns) : columns;
        } catch (NumberFormatException e) {
            // Not an answer: the guess stays.
        }
    }
}
