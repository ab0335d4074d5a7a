package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetSpec;
import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Tls;
import io.promsh.config.TargetUrl;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.Flavour;
import io.promsh.target.ServerIdentity;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code connect NAME|URL}: makes a target known, asking for what it needs, and says what answers there. */
public final class ConnectCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "connect",
                    CommandGroup.SESSION,
                    "NAME|URL",
                    Completes.TARGET,
                    "make a target known and use it; asks for user and token, masked",
                    "On a terminal an address is tried without credentials first; what it asks for is then asked of you."
                            + " --save keeps the target in targets.yaml (mode 0600). Secrets are never options: they would"
                            + " stand in the history and in the list of processes.",
                    "connect http://localhost:9090",
                    "connect https://prometheus-prod-01.grafana.net/api/prom --user 123456 --save",
                    "connect https://mimir:8080/prometheus --header X-Scope-OrgID=team-a",
                    "connect https://you.grafana.net --cookie --datasource grafanacloud-you-prom --save")
            .withOptions(
                    new OptionSpec("name", "NAME", "name of the target (default: from the host)", Completes.NOTHING),
                    new OptionSpec("user", "USER", "user of basic authentication", Completes.NOTHING),
                    OptionSpec.toggle("bearer", "ask for a bearer token"),
                    new OptionSpec(
                            "header", "NAME=VALUE", "header sent with every request (repeatable)", Completes.NOTHING),
                    new OptionSpec(
                            "kind", "KIND", "prometheus or grafana (default: what answers there)", Completes.NOTHING),
                    OptionSpec.toggle("cookie", "Grafana: ask for the cookie of a browser's session"),
                    new OptionSpec("datasource", "NAME", "Grafana: name or UID of the data source", Completes.NOTHING),
                    new OptionSpec("org", "N", "Grafana: number of the organisation", Completes.NOTHING),
                    new OptionSpec("ca", "FILE", "authority to trust, PEM", Completes.FILE),
                    new OptionSpec("cert", "FILE", "client certificate, PEM", Completes.FILE),
                    new OptionSpec("key", "FILE", "key of the client certificate, PEM", Completes.FILE),
                    OptionSpec.toggle("save", "keep it in targets.yaml"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String word = arguments.onlyWord(SPEC);
        boolean known = !TargetUrl.isAddress(word);
        TargetSpec spec = known ? known(word, context) : typed(word, arguments, context);
        if (spec.isGrafana()) {
            new GrafanaConnecting(arguments, context).connect(spec, !known);
            return;
        }
        context.session().connect(spec, arguments.has("save"));
        boolean unsure = !known && arguments.option("kind").isEmpty();
        try {
            ServerIdentity identity = identity(context, spec);
            if (unsure
                    && identity.flavour() == Flavour.UNKNOWN
                    && context.session().isGrafana(spec)) {
                asGrafana(arguments, context, spec);
                return;
            }
            greet(context, spec, identity);
        } catch (Failure failure) {
            boolean answered = failure.kind() == FailureKind.DENIED || failure.kind() == FailureKind.FAILED;
            if (unsure && answered && context.session().isGrafana(spec)) {
                asGrafana(arguments, context, spec);
                return;
            }
            if (failure.kind() != FailureKind.DENIED
                    || !context.console().isInteractive()
                    || !spec.credentials().secret().isEmpty()) {
                throw failure;
            }
            context.console().note(Line.of(failure.message(), Style.WARNING));
            TargetSpec withLogin = spec.with(askCredentials(context.console(), arguments));
            context.session().connect(withLogin, arguments.has("save"));
            greet(context, withLogin, identity(context, withLogin));
        }
    }

    private static void asGrafana(Arguments arguments, CommandContext context, TargetSpec spec) {
        context.console().note(Line.of("a Grafana answers at " + spec.url(), Style.DIM));
        new GrafanaConnecting(arguments, context)
                .connect(spec.with(spec.grafana()), spec.credentials().secret().isEmpty());
    }

    private static TargetSpec known(String name, CommandContext context) {
        return context.session()
                .targetSpec(context.settings().with(Setting.TARGET, name))
                .orElseThrow(() -> Failure.usage("there is no target '" + name + "'", "type: targets list"));
    }

    private static TargetSpec typed(String address, Arguments arguments, CommandContext context) {
        String url = TargetUrl.normal(address);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : arguments.options().getOrDefault("header", List.of())) {
            int equals = header.indexOf('=');
            if (equals <= 0) {
                throw Failure.usage(
                        "--header takes NAME=VALUE, not '" + header + "'", "for example --header X-Scope-OrgID=a");
            }
            headers.put(header.substring(0, equals), header.substring(equals + 1));
        }
        Tls tls = new Tls(file(arguments, "ca"), file(arguments, "cert"), file(arguments, "key"), false);
        boolean grafana = isGrafana(arguments);
        boolean login = !grafana && (arguments.option("user").isPresent() || arguments.has("bearer"));
        Credentials credentials = login ? askCredentials(context.console(), arguments) : Credentials.NONE;
        String name = arguments.option("name").orElse(TargetUrl.shortName(url));
        return new TargetSpec(name, grafana ? TargetSpec.GRAFANA : "prometheus", url, credentials, headers, tls);
    }

    private static boolean isGrafana(Arguments arguments) {
        String kind = arguments.option("kind").orElse("");
        if (!List.of("", "prometheus", TargetSpec.GRAFANA).contains(kind)) {
            throw Failure.usage("--kind is prometheus or grafana, not '" + kind + "'", "leave it out to be told");
        }
        boolean spoken = arguments.has("cookie")
                || arguments.option("datasource").isPresent()
                || arguments.option("org").isPresent();
        return kind.equals(TargetSpec.GRAFANA) || (kind.isEmpty() && spoken);
    }

    private static Optional<Path> file(Arguments arguments, String option) {
        return arguments.option(option).map(Path::of);
    }

    private static Credentials askCredentials(Console console, Arguments arguments) {
        String user = "";
        if (!arguments.has("bearer")) {
            user = arguments.option("user").orElseGet(() -> console.ask("User (empty for a bearer token): ", ""));
        }
        return new Credentials(user, console.askSecret(user.isEmpty() ? "Token: " : "Password or token: "));
    }

    /** Returns the session's settings with that target in use. */
    static Settings settingsOf(CommandContext context, TargetSpec spec) {
        return context.session().settings().with(Setting.TARGET, spec.name());
    }

    private static ServerIdentity identity(CommandContext context, TargetSpec spec) {
        return context.session().target(settingsOf(context, spec)).identity();
    }

    private static void greet(CommandContext context, TargetSpec spec, ServerIdentity identity) {
        String version = identity.version().isEmpty() ? "" : " " + identity.version();
        context.console()
                .note(Line.of(
                        "connected to " + spec.name() + ": "
                                + identity.flavour().title() + version + " at " + spec.url(),
                        Style.GOOD));
    }
}
