package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.GoDuration;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.project.PrometheusConfig;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Problem;
import io.promsh.audit.source.Scalar;
import io.promsh.docker.state.ImageName;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CMP, by the files: how the services are run. */
final class ComposeFileRules {
    /** Services that write for a while after they were told to stop. */
    static final Set<String> SLOW_TO_STOP = Set.of("Prometheus", "Loki", "PostgreSQL", "MySQL", "VictoriaMetrics");

    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Map<String, String> READY = Map.of(
            "Prometheus", "wget -qO- http://localhost:9090/-/ready",
            "Grafana", "wget -qO- http://localhost:3000/api/health",
            "Alertmanager", "wget -qO- http://localhost:9093/-/ready",
            "Pushgateway", "wget -qO- http://localhost:9091/-/ready",
            "Loki", "wget -qO- http://localhost:3100/ready",
            "PostgreSQL", "pg_isready",
            "Redis", "redis-cli ping");

    private ComposeFileRules() {}

    private static Optional<StatefulService> kind(ComposeService service) {
        return StatefulServices.ofImage(service.image());
    }

    static void restart(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            String policy = service.node().text("restart");
            boolean isSwarm = !service.node()
                    .text("deploy", "restart_policy", "condition")
                    .isEmpty();
            if (kind(service).isEmpty()
                    || isSwarm
                    || !(policy.isEmpty() || policy.equals("no") || policy.equals("false"))) {
                continue;
            }
            List<Edit> edits = policy.isEmpty()
                    ? Edits.addToService(service, "restart: unless-stopped")
                    : Edits.replace(service.placeOf("restart"), policy, "unless-stopped");
            out.found(
                    service.name(),
                    "no restart policy for a service that keeps state",
                    Edits.fix(out.rule().fix(), edits),
                    Evidence.at(service.placeOf("restart"), policy.isEmpty() ? "no restart:" : "restart: " + policy));
        }
    }

    static void floatingTag(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            if (kind(service).isEmpty() || !ImageName.parse(service.image()).isFloating()) {
                continue;
            }
            out.found(
                    service.name(),
                    "the image " + service.image() + " has no fixed version",
                    Fix.of("pin the version that runs: an image tag such as :v2.53.3, or a digest"),
                    Evidence.at(service.imagePlace(), "image: " + service.image()));
        }
    }

    static void grace(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            boolean isSlow = kind(service)
                    .filter(kind -> SLOW_TO_STOP.contains(kind.name()))
                    .isPresent();
            String written = service.node().text("stop_grace_period");
            Duration grace = written.isEmpty()
                    ? Duration.ofSeconds(10)
                    : GoDuration.parse(written).orElse(GRACE);
            if (!isSlow || grace.compareTo(GRACE) >= 0) {
                continue;
            }
            List<Edit> edits = written.isEmpty()
                    ? Edits.addToService(service, "stop_grace_period: 60s")
                    : Edits.replace(service.placeOf("stop_grace_period"), written, "60s");
            out.found(
                    service.name(),
                    "it is killed " + grace.toSeconds() + " s after a stop",
                    Edits.fix(out.rule().fix(), edits),
                    Evidence.at(
                            service.placeOf("stop_grace_period"),
                            written.isEmpty() ? "no stop_grace_period:" : "stop_grace_period: " + written));
        }
    }

    static void health(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            Optional<StatefulService> kind = kind(service);
            if (kind.isPresent() && service.node().get("healthcheck").isEmpty()) {
                String test = READY.getOrDefault(kind.get().name(), "");
                List<Edit> edits = test.isEmpty()
                        ? List.of()
                        : Edits.addToService(
                                service,
                                "healthcheck:",
                                "  test: [\"CMD-SHELL\", \"" + test + "\"]",
                                "  interval: 10s");
                out.found(
                        service.name(),
                        "no healthcheck in the file",
                        Edits.fix(out.rule().fix(), edits),
                        Evidence.at(service.place(), "no healthcheck:"));
            }
            for (Mapping.Entry dependency : service.dependencies()) {
                if (dependency.value().text("condition").isEmpty()) {
                    out.found(
                            service.name() + " on " + dependency.name(),
                            service.name(),
                            "it starts after " + dependency.name() + " without waiting until that is ready",
                            Fix.of("write depends_on: {" + dependency.name() + ": {condition: service_healthy}}"),
                            Evidence.at(dependency.key().place(), "depends_on without condition"));
                }
            }
        }
    }

    static void logs(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            String driver = service.node().text("logging", "driver");
            boolean isFile = driver.isEmpty() || driver.equals("json-file");
            if (!isFile
                    || !service.node().text("logging", "options", "max-size").isEmpty()) {
                continue;
            }
            List<Edit> edits = service.node().get("logging").isPresent()
                    ? List.of()
                    : Edits.addToService(service, "logging:", "  options: {max-size: 10m, max-file: \"3\"}");
            out.found(
                    service.name(),
                    "its log has no size limit in the file",
                    Edits.fix(out.rule().fix(), edits),
                    Evidence.at(service.placeOf("logging"), "no max-size"));
        }
    }

    /** Compose 1 wants the version that Compose 2 does not know any more. */
    static void oddities(ProjectFiles files, ComposeProject project, boolean isComposeOne, Judgement out) {
        List<Problem> problems = new ArrayList<>(project.problems());
        problems.sort(Comparator.comparing((Problem problem) -> problem.place().file())
                .thenComparingInt(problem -> problem.place().line()));
        for (Problem problem : problems) {
            boolean isWanted = isComposeOne && problem.kind() == Problem.Kind.OBSOLETE_KEY;
            if (problem.kind() == Problem.Kind.UNREADABLE || isWanted) {
                continue;
            }
            Place place = problem.place();
            boolean isVersion = problem.kind() == Problem.Kind.OBSOLETE_KEY
                    && Edits.line(place).startsWith("version:");
            Fix fix = isVersion
                    ? Edits.fix("remove the line", List.of(new Edit(place.file(), place.line(), 1, List.of())))
                    : Fix.of(advice(problem.kind()));
            out.found(
                    place + problem.message(),
                    files.shown(place.file()).toString(),
                    problem.message(),
                    fix,
                    Evidence.at(place, word(problem.kind())));
        }
    }

    private static String advice(Problem.Kind kind) {
        return switch (kind) {
            case DUPLICATE_KEY -> "keep one of the two: Compose 2 refuses the file, Compose 1 takes the last";
            case UNKNOWN_KEY -> "correct the spelling or remove it; x-... is free for your own";
            case UNSET_VARIABLE -> "set it in .env, or write a default: ${NAME:-value}";
            case NOT_FOLLOWED -> "bring the file, or correct its path";
            case OBSOLETE_KEY, UNREADABLE -> "remove it";
        };
    }

    private static String word(Problem.Kind kind) {
        return switch (kind) {
            case DUPLICATE_KEY -> "duplicate key";
            case UNKNOWN_KEY -> "unknown key";
            case UNSET_VARIABLE -> "variable";
            case NOT_FOLLOWED -> "reference";
            case OBSOLETE_KEY -> "obsolete key";
            case UNREADABLE -> "unreadable";
        };
    }

    /** TSD001 and TSD003 ask for flags of every Prometheus. */
    static List<ComposeService> prometheuses(ComposeProject project) {
        return project.active().stream().filter(PrometheusConfig::isPrometheus).toList();
    }

    /** Returns the place of the command, else of the image. */
    static Place commandPlace(ComposeService service) {
        Node command = service.node().get("command").orElse(null);
        return (command instanceof Scalar scalar && scalar.isNull()) || command == null
                ? service.imagePlace()
                : command.place();
    }
}
