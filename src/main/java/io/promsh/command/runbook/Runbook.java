package io.promsh.command.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The runbooks that ship with promsh, each a script beside this class. */
enum Runbook {
    DATA_LOSS("metrics are gone: measure what is missing, save what can be saved, bring it back"),
    SAFE_RESTART("restart a service of the stack without losing metrics"),
    MIGRATE_FROM_CLOUD("take metrics out of Grafana Cloud, and prove that all of them came");

    private final String summary;

    Runbook(String summary) {
        this.summary = summary;
    }

    /** Returns the name as typed, for example {@code data-loss}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String summary() {
        return summary;
    }

    /** Returns its lines. */
    String text() {
        try (InputStream in = Runbook.class.getResourceAsStream(word() + ".psh")) {
            if (in == null) {
                throw new IllegalStateException("no runbook " + word());
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the runbook of a name. Throws a usage failure that names them all. */
    static Runbook named(String word) {
        for (Runbook runbook : values()) {
            if (runbook.word().equals(word)) {
                return runbook;
            }
        }
        String known = Arrays.stream(values()).map(Runbook::word).collect(Collectors.joining(", "));
        throw Failure.usage("there is no runbook '" + word + "'", "there are " + known + "; type: runbook list");
    }
}
