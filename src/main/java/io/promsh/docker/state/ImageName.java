package io.promsh.docker.state;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image, taken apart.
 *
 * @param repository without a registry's host: {@code prom/prometheus}, {@code postgres}
 * @param tag as written, or an empty string
 * @param digest as written, or an empty string
 */
public record ImageName(String repository, String tag, String digest) {
    private static final Pattern VERSION = Pattern.compile("(?:^|-)(?:pg|v)?([0-9]+)(?:[.-]|$)");

    /** Takes a name apart; any text is one. */
    public static ImageName parse(String text) {
        int at = text.indexOf('@');
        String digest = at < 0 ? "" : text.substring(at + 1);
        String name = at < 0 ? text : text.substring(0, at);
        int colon = name.lastIndexOf(':');
        boolean hasTag = colon > name.lastIndexOf('/');
        String tag = hasTag ? name.substring(colon + 1) : "";
        String path = hasTag ? name.substring(0, colon) : name;
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        String repository = isHost ? path.substring(slash + 1) : path;
        return new ImageName(
                repository.startsWith("library/") ? repository.substring("library/".length()) : repository,
                tag,
                digest);
    }

    /** Returns whether what it means may change under the same name: no digest, and no tag or {@code latest}. */
    public boolean isFloating() {
        return digest.isEmpty() && (tag.isEmpty() || tag.equals("latest"));
    }

    /** Returns the major version that the tag names, or empty. */
    public OptionalInt major() {
        Matcher matcher = VERSION.matcher(tag);
        OptionalInt last = OptionalInt.empty();
        while (matcher.find()) {
            if (matcher.group(1).length() < 6) {
                last = last.isEmpty() || matcher.group().contains("pg")
                        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                        : last;
            }
        }
        return last;
    }
}
