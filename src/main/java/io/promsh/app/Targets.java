package io.promsh.app;

import io.promsh.config.EnvFile;
import io.promsh.config.TargetDirectory;
import io.promsh.config.TargetSpec;
import io.promsh.config.TargetsFile;
import io.promsh.config.UserFolders;
import io.promsh.failure.Failure;
import io.promsh.target.AccessProbe;
import io.promsh.target.MetricsTarget;
import io.promsh.target.grafana.CookieStore;
import io.promsh.target.grafana.GrafanaProbe;
import io.promsh.target.grafana.GrafanaSession;
import io.promsh.target.grafana.GrafanaTarget;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.target.prometheus.PrometheusProbe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens targets of every kind. The login to a Grafana is shared by all that ask it, so that a cookie that the server changes for
 * one is known to the others, and written back to where it came from: targets.yaml, or the {@code .env} file.
 */
final class Targets {
    private final ProcessFacts facts;
    private final TargetsFile file;
    private final UserFolders folders;
    private final Map<TargetSpec, GrafanaSession> sessions = new HashMap<>();
    private Path envFile = Path.of(".env");

    Targets(ProcessFacts facts, UserFolders folders) {
        this.facts = facts;
        this.folders = folders;
        this.file = Run.targetsFile(folders);
    }

    /** Reads the targets that are known. */
    synchronized TargetDirectory directory(Path newEnvFile) {
        envFile = newEnvFile;
        return Run.directory(facts, folders, newEnvFile);
    }

    /** Writes a target to the user's file, with the cookies as they are by now. */
    synchronized void save(TargetSpec spec) {
        GrafanaSession open = sessions.get(spec);
        file.put(open != null && open.isCookie() ? spec.with(spec.grafana().withCookie(open.cookies())) : spec);
    }

    MetricsTarget open(TargetSpec spec) {
        return spec.isGrafana()
                ? new GrafanaTarget(spec, session(spec), HttpPrometheus::over)
                : HttpPrometheus.open(spec);
    }

    AccessProbe probe(TargetSpec spec) {
        return spec.isGrafana()
                ? new GrafanaProbe(spec, session(spec), HttpPrometheus::over)
                : PrometheusProbe.of(spec);
    }

    /** Returns whether a Grafana answers at the address of a target. */
    boolean isGrafana(TargetSpec spec) {
        return GrafanaProbe.isGrafana(spec);
    }

    /** Takes another session cookie for a target, from now on. */
    void renew(TargetSpec spec, String cookie) {
        session(spec).replace(cookie);
    }

    private synchronized GrafanaSession session(TargetSpec spec) {
        return sessions.computeIfAbsent(spec, key -> GrafanaSession.open(key, store(key)));
    }

    private CookieStore store(TargetSpec spec) {
        String name = spec.name();
        if (spec.grafana().cookie().isEmpty()) {
            return CookieStore.NONE;
        }
        boolean ofEnvironment = name.equals(TargetDirectory.GRAFANA_FROM_ENVIRONMENT)
                && !facts.environment()
                        .getOrDefault(TargetDirectory.GRAFANA_URL, "")
                        .isEmpty();
        Path env = envFile;
        Map<String, String> variables = EnvFile.read(env);
        boolean inEnv = name.equals(TargetDirectory.GRAFANA_FROM_ENVIRONMENT)
                && variables.containsKey(TargetDirectory.GRAFANA_SESSION)
                && facts.environment()
                        .getOrDefault(TargetDirectory.GRAFANA_SESSION, "")
                        .isEmpty()
                && (ofEnvironment || variables.containsKey(TargetDirectory.GRAFANA_URL));
        if (inEnv) {
            return new Stored(
                    () -> Optional.ofNullable(EnvFile.read(env).get(TargetDirectory.GRAFANA_SESSION)),
                    cookies -> EnvFile.replace(env, TargetDirectory.GRAFANA_SESSION, cookies));
        }
        if (ofEnvironment) {
            return CookieStore.NONE;
        }
        // Also one that connect --save writes only later: whether the file holds it is asked each time.
        return new Stored(() -> file.cookie(name), cookies -> {
            if (file.cookie(name).isPresent()) {
                file.putCookie(name, cookies);
            }
        });
    }

    /** Cookies in a file. A file that cannot be written costs the next login and not this answer. */
    private record Stored(
            java.util.function.Supplier<Optional<String>> reading, java.util.function.Consumer<String> writing)
            implements CookieStore {
        @Override
        public Optional<String> load() {
            return reading.get().map(io.promsh.config.SessionCookie::normal);
        }

        @Override
        public void save(String cookies) {
            try {
                writing.accept(cookies);
            } catch (Failure failure) {
                // The session goes on in memory.
            }
        }
    }
}
