package io.promsh.command.intake;

import io.promsh.command.CommandContext;
import io.promsh.config.TargetSpec;
import io.promsh.config.TargetUrl;
import io.promsh.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where an import goes: a data directory, a volume, or a target by remote write. */
sealed interface Destination {
    /** A folder on this machine. */
    record Directory(Path path) implements Destination {}

    /** A Docker volume. */
    record Volume(String name) implements Destination {}

    /** A receiver of remote write. */
    record Receiver(TargetSpec spec) implements Destination {}

    /**
     * Makes out what {@code --to} means: an address, a folder that exists or is written as a path, a target's name, else a volume's.
     * {@code dir:}, {@code volume:} and {@code target:} before it leave no doubt.
     */
    static Destination of(String to, CommandContext context) {
        int colon = to.indexOf(':');
        String prefix = colon < 0 ? "" : to.substring(0, colon);
        String rest = to.substring(colon + 1);
        switch (prefix) {
            case "dir":
                return new Directory(Path.of(rest).normalize());
            case "volume":
                return new Volume(rest);
            case "target":
                return new Receiver(target(rest, context)
                        .orElseThrow(() -> Failure.usage("no target is called " + rest, "see: targets list")));
            default:
                break;
        }
        if (to.contains("://")) {
            return new Receiver(receiver(to, context));
        }
        if (Files.isDirectory(Path.of(to)) || to.contains("/")) {
            return new Directory(Path.of(to).normalize());
        }
        Optional<TargetSpec> target = target(to, context);
        if (target.isPresent()) {
            return new Receiver(target.get());
        }
        return TargetUrl.isAddress(to) ? new Receiver(receiver("http://" + to, context)) : new Volume(to);
    }

    private static Optional<TargetSpec> target(String name, CommandContext context) {
        return context.session().targets().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst();
    }

    /**
     * An address that names the way in for remote write keeps it; the usual tidying would cut it off. Where the rest is that of a
     * known target, its login goes along.
     */
    private static TargetSpec receiver(String url, CommandContext context) {
        String base = TargetUrl.normal(url);
        String address = url.matches(".*/(push|write|receive)/?") ? url.replaceFirst("/$", "") : base;
        TargetSpec known = context.session().targets().stream()
                .filter(spec -> spec.url().equals(base))
                .findFirst()
                .orElse(TargetSpec.open(TargetUrl.shortName(base), base));
        return new TargetSpec(known.name(), known.kind(), address, known.credentials(), known.headers(), known.tls());
    }
}
