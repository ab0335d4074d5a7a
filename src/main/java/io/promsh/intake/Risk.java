package io.promsh.intake;

import io.promsh.failure.Failure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes an import dangerous or useless, and is refused unless allowed by name. */
public enum Risk {
    /** Samples so new that the server's head holds them too. */
    RECENT,
    /** Blocks so old that the server's retention would drop them. */
    EXPIRED,
    /** Samples that lie in the future: retention counts from the newest block, and they would expire all others. */
    FUTURE,
    /** Blocks over a time that other blocks cover already. */
    OVERLAP,
    /** Less room on the disk than it may take. */
    SPACE,
    /** An export of evaluated points: no samples that were ever scraped. */
    EVALUATED,
    /** An export that says something is missing in it. */
    PARTIAL;

    /** Returns the word for {@code --allow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the words of {@code --allow}, each one or several with commas. Throws a usage failure for an unknown one. */
    public static Set<Risk> parse(List<String> values) {
        Set<Risk> allowed = EnumSet.noneOf(Risk.class);
        for (String value : values) {
            for (String word : value.split(",", -1)) {
                allowed.add(Arrays.stream(values())
                        .filter(risk -> risk.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> Failure.usage(
                                "'" + word + "' cannot be allowed",
                                "take one of "
                                        + Arrays.stream(values())
                                                .map(Risk::word)
                                                .collect(Collectors.joining(", ")))));
            }
        }
        return allowed;
    }
}
