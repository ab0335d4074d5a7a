package io.promsh.shell;

import io.promsh.config.TargetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text that is kept: those of the targets known, and whatever looks like one. */
final class SecretMask {
    private static final String MASK = "***";

    /** Shorter values are words like a tenant's name. */
    private static final int SHORTEST = 6;

    private static final List<Pattern> SIGNS = List.of(
            Pattern.compile("gl(?:sa|c)_[A-Za-z0-9_+/=.-]+"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*"),
            Pattern.compile("(?i)(?<=\\bbearer )[A-Za-z0-9._~+/=-]{6,}"),
            Pattern.compile("(?i)(?<=grafana_session=)[^;\\s\"']+"),
            Pattern.compile("(?i)(?<=(?:password|token|secret|api_key)=)[^\\s\"']+"),
            Pattern.compile("(?<=://)[^/\\s@]+(?=@)"));

    private final List<String> words;

    private SecretMask(List<String> words) {
        this.words = words;
    }

    /** A mask for the secrets of these targets. */
    static SecretMask of(List<TargetSpec> targets) {
        List<String> words = new ArrayList<>();
        for (TargetSpec spec : targets) {
            add(spec.credentials().secret(), words);
            spec.headers().values().forEach(value -> {
                if (value.length() >= 2 * SHORTEST) {
                    add(value, words);
                }
            });
            for (String pair : spec.grafana().cookie().split(";", -1)) {
                boolean expiry =
                        pair.substring(0, Math.max(0, pair.indexOf('='))).endsWith("_expiry");
                if (!expiry) {
                    add(pair.substring(pair.indexOf('=') + 1).strip(), words);
                }
            }
        }
        return new SecretMask(words);
    }

    private static void add(String secret, List<String> words) {
        if (secret.length() >= SHORTEST) {
            words.add(secret);
        }
    }

    /** Returns the text with every secret masked. */
    String mask(String text) {
        String masked = text;
        for (String word : words) {
            masked = masked.replace(word, MASK);
        }
        for (Pattern sign : SIGNS) {
            masked = sign.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }
}
