package io.promsh.command;

import io.promsh.config.Settings;
import io.promsh.config.TargetSpec;
import io.promsh.docker.DockerEngine;
import io.promsh.target.AccessProbe;
import io.promsh.target.MetricsTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What lasts from line to line: settings, the targets known, the one in use. */
public interface Session {
    /** Returns the session's settings. */
    Settings settings();

    /** Replaces the session's settings; a changed target is used from the next line on. */
    void change(Settings settings);

    /** Returns the target that {@code settings} name. Throws a usage failure when none is known. Opens no connection. */
    MetricsTarget target(Settings settings);

    /** Returns how to reach that target, or empty when none is known. */
    Optional<TargetSpec> targetSpec(Settings settings);

    /** Returns the targets known, in the order of their sources. */
    List<TargetSpec> targets();

    /** Makes a target known and uses it; {@code keep} also writes it to the user's file (mode 0600). */
    void connect(TargetSpec spec, boolean keep);

    /** Takes another session cookie for a Grafana whose session is over, and writes it to where the old one came from. */
    void renew(TargetSpec spec, String cookie);

    /** Returns whether a Grafana answers at the address of a target. */
    boolean isGrafana(TargetSpec spec);

    /** Returns the way to try each way into a target. */
    AccessProbe probe(TargetSpec spec);

    /** Returns the Docker engine that {@code settings} name. Throws a usage failure for a name that is none; opens nothing. */
    DockerEngine docker(Settings settings);

    /** Returns the user's folder for journals, catalogues and the like; it need not exist. */
    Path stateFolder();

    /** Forgets what is cached of that target's names and fetches it anew in the background. */
    void refresh(Settings settings);

    /** Returns what was typed, oldest first; empty in a batch. */
    List<String> history();

    /** Returns what was typed since the shell was opened, oldest first; empty in a batch. */
    List<String> typed();

    /** Runs a script as a batch does. Throws the failure of the first line that fails. */
    void run(Script script);

    /** Remembers what came of a line's query, for the conditions of a script. */
    default void answered(AnswerFacts facts) {}

    /** Returns what came of the last line's query; empty where it was none. */
    default Optional<AnswerFacts> lastAnswer() {
        return Optional.empty();
    }

    /** Forgets it, before the next line. */
    default void forgetAnswer() {}

    /** A line begins: what is due once a line is due again. */
    default void beginLine() {}

    /** Asks the loop to end after this line. */
    void leave();
}
