package io.promsh.volume.gate;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line for Compose, or for docker where that can lose data, taken apart.
 *
 * @param verb for example {@code up}
 * @param services those named; empty for all
 * @param words the whole as typed
 */
public record ComposeLine(String verb, List<String> services, List<String> words) {
    private static final Set<String> HARMLESS =
            Set.of("ps", "logs", "config", "images", "top", "port", "version", "events", "pause", "unpause", "ls");
    private static final Set<String> STOPPING = Set.of("stop", "start", "restart", "kill");
    private static final Set<String> WITH_VALUE = Set.of(
            "-f",
            "--file",
            "-p",
            "--project-name",
            "--profile",
            "--env-file",
            "--project-directory",
            "--scale",
            "-t",
            "--timeout",
            "-s",
            "--signal",
            "--tail",
            "-n",
            "--since",
            "--until",
            "--format",
            "--filter",
            "--rmi",
            "--pull",
            "--wait-timeout",
            "--ansi",
            "--parallel",
            "--progress",
            "--log-level");
    /** The first version takes the beginning of a long option for the whole; shorter ones are not clear to it either. */
    private static final int SHORTEST = "--v".length();

    public ComposeLine {
        services = List.copyOf(services);
        words = List.copyOf(words);
    }

    /** Takes words apart that follow {@code compose}, {@code docker compose} or {@code docker-compose}. */
    public static ComposeLine parse(List<String> words) {
        String verb = "";
        List<String> services = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-")) {
                refuseElsewhere(word, verb);
                i += WITH_VALUE.contains(word) ? 1 : 0;
            } else if (verb.isEmpty()) {
                verb = word;
            } else {
                services.add(word.replaceFirst("=.*", ""));
            }
        }
        if (verb.isEmpty()) {
            throw Failure.usage("compose needs a command", "for example: compose ps");
        }
        return new ComposeLine(verb, services, words);
    }

    /** The gate looks at one project on one engine: in front of the verb nothing may lead to another. */
    private static void refuseElsewhere(String word, String verb) {
        boolean leadsElsewhere = word.matches("-[pHc].*|--(proj|host|cont).*");
        if (verb.isEmpty() && leadsElsewhere) {
            throw Failure.usage(
                    "compose " + word + " leads to another project or engine than the one looked at",
                    "say it to promsh, in front: compose --project NAME up -d; the engine with --docker");
        }
    }

    /** Returns whether it may also touch services that are not named: what they depend on, or what the file has no more. */
    public boolean mayTouchOthers() {
        boolean takesDependencies = Set.of("up", "create", "run", "scale").contains(verb) && !has("", "--no-deps");
        return services.isEmpty() || verb.equals("down") || takesDependencies || removesOrphans() || has("", "--scale");
    }

    private boolean removesOrphans() {
        return has("", "--remove-orphans");
    }

    /** Returns what the line does to state, or empty when it is harmless. Throws the REFUSED failure for what is never done. */
    public Optional<Act> act() {
        if (has("-v", "--volumes") && Set.of("down", "rm").contains(verb)) {
            throw never("-v deletes the volumes");
        }
        if (has("-V", "--renew-anon-volumes") && Set.of("up", "create").contains(verb)) {
            throw never("-V gives every service new, empty volumes");
        }
        if (has("-y", "--yes")) {
            throw never("-y says yes to recreating volumes, and with that to losing what they hold");
        }
        if (HARMLESS.contains(verb)) {
            return Optional.empty();
        }
        if (STOPPING.contains(verb)) {
            return Optional.of(removesOrphans() ? Act.REMOVE : Act.STOP);
        }
        return switch (verb) {
            case "up", "create", "run", "scale" -> Optional.of(Act.RECREATE);
            case "down", "rm" -> Optional.of(Act.REMOVE);
            default ->
                throw Failure.of(
                        FailureKind.REFUSED,
                        "promsh does not know what compose " + verb + " does to data",
                        "type it outside of promsh, or ask audit first");
        };
    }

    /**
     * Returns whether one of these options was typed: the short one alone or in a cluster such as {@code -sfv}, the long one whole or
     * cut short, with any value but no.
     */
    private boolean has(String letter, String word) {
        for (String typed : words) {
            String name = typed.replaceFirst("=.*", "");
            boolean isOff = typed.matches("[^=]*=(?i:false|f|0|no)");
            boolean isLong = name.length() >= SHORTEST && name.startsWith("--") && word.startsWith(name);
            boolean isShort = !letter.isEmpty() && typed.matches("-[A-Za-z]+") && typed.indexOf(letter.charAt(1)) > 0;
            if (isShort || (isLong && !isOff)) {
                return true;
            }
        }
        return false;
    }

    private Failure never(String reason) {
        return Failure.of(
                FailureKind.REFUSED,
                "compose " + String.join(" ", words) + " is never done here: " + reason,
                "see what holds data with: rescue list");
    }
}
