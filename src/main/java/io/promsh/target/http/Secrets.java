package io.promsh.target.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.config.TargetSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What must never be shown, not even when a server echoes it. */
final class Secrets {
    private static final String MASK = "***";

    /** Shorter header values are words like a tenant's name; masking them would garble messages. */
    private static final int SHORTEST_HEADER = 12;

    private final List<String> words = new ArrayList<>();

    private final Login login;

    Secrets(TargetSpec spec, Login login) {
        this.login = login;
        TargetSpec.Credentials credentials = spec.credentials();
        if (!credentials.secret().isEmpty()) {
            words.add(Base64.getEncoder()
                    .encodeToString((credentials.user() + ":" + credentials.secret()).getBytes(UTF_8)));
            words.add(credentials.secret());
        }
        spec.headers().values().stream()
                .filter(value -> value.length() >= SHORTEST_HEADER)
                .forEach(words::add);
    }

    /** Returns {@code text} with every secret masked. */
    String mask(String text) {
        String masked = text;
        for (String word : words) {
            masked = masked.replace(word, MASK);
        }
        for (String word : login.secrets()) {
            masked = masked.replace(word, MASK);
        }
        return masked;
    }
}
