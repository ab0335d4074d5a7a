package io.promsh.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All that promsh knows of the process it runs in, so that a test can make one up.
 *
 * @param inTerminal whether standard input is a terminal, likewise the other two
 * @param zones gives the zone of times that are shown and of times typed without one; asked late, since finding it looks into
 *     every library for more zones: a tenth of the time to the first answer
 */
public record ProcessFacts(
        Map<String, String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        Clock clock,
        Supplier<ZoneId> zones) {
    /** Returns whether a person sits at it: the shell can be opened. */
    public boolean isInteractive() {
        return inTerminal && outTerminal;
    }
}
