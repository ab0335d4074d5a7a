package io.promsh.audit.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Command lines that destroy volumes, and what to type in promsh instead. */
final class DestroyingWords {
    /** No person writes a longer line, and the patterns would take long for it. */
    private static final int LONGEST = 4000;

    private static final String COMPOSE = "docker[ -]compose\\b[^|;&#]*";
    private static final Map<Pattern, String> LINES = new LinkedHashMap<>();

    static {
        line(
                COMPOSE + "\\sdown\\b[^|;&#]*\\s(-v\\b|--volumes\\b|-[a-z]*v[a-z]*\\b)",
                "promsh -c 'down' (guarded, keeps volumes)");
        line(COMPOSE + "\\srm\\b[^|;&#]*\\s(--volumes\\b|-[a-z]*v[a-z]*\\b)", "promsh -c 'restart SERVICE'");
        line(
                COMPOSE + "\\s(up|create)\\b[^|;&#]*\\s(-[a-zA-Z]*V[a-zA-Z]*\\b|--renew-anon-volumes\\b)",
                "docker compose up -d, after promsh -c 'audit'");
        line(COMPOSE + "\\sup\\b[^|;&#]*\\s(-y|--yes)\\b", "docker compose up -d, without -y");
        line("docker\\s+volume\\s+prune\\b", "promsh -c 'rescue list', then docker volume rm NAME");
        line("docker\\s+system\\s+prune\\b[^|;&#]*--volumes", "docker system prune, without --volumes");
        line("docker\\s+(container\\s+)?rm\\b[^|;&#]*\\s(--volumes\\b|-[a-z]*v[a-z]*\\b)", "docker rm, without -v");
        line("docker\\s+volume\\s+(rm|remove)\\b", "promsh -c 'volume backup NAME' first");
    }

    private DestroyingWords() {}

    private static void line(String pattern, String instead) {
        LINES.put(Pattern.compile(pattern), instead);
    }

    /** Returns what to type instead of a line of a script, or empty when it destroys nothing. */
    static Optional<String> instead(String line) {
        String bare = line.strip();
        boolean isComment = bare.startsWith("#") || bare.startsWith("//");
        if (isComment || !bare.contains("docker") || bare.length() > LONGEST) {
            return Optional.empty();
        }
        return LINES.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(line).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the words that were found, to be shown; what is assigned on the way may be secret and is left out. */
    static String shown(String line) {
        for (Pattern pattern : LINES.keySet()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher.group().replaceAll("=\\S+", "=...").replaceAll("\\s+", " ");
            }
        }
        return "";
    }
}
