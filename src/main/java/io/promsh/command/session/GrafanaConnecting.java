package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.config.SessionCookie;
import io.promsh.config.TargetSpec;
import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Grafana;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.LoginOver;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Map;

/** {@code connect} to a Grafana: which login, which data source, who one is there. */
final class GrafanaConnecting {
    private final Arguments arguments;
    private final CommandContext context;
    private final Console console;

    GrafanaConnecting(Arguments arguments, CommandContext context) {
        this.arguments = arguments;
        this.context = context;
        this.console = context.console();
    }

    /** Connects; {@code fresh} asks for a login as the options say, else the target's own is used. */
    void connect(TargetSpec given, boolean fresh) {
        TargetSpec spec = fresh || arguments.has("cookie") ? login(given) : given;
        if (arguments.option("datasource").isPresent()
                || arguments.option("org").isPresent()) {
            spec = spec.with(new Grafana(
                    spec.grafana().cookie(),
                    arguments.option("datasource").orElse(spec.grafana().dataSource()),
                    arguments.option("org").orElse(spec.grafana().organisation())));
        }
        for (int tries = 0; ; tries++) {
            context.session().connect(spec, false);
            try {
                greet(spec);
                break;
            } catch (Failure failure) {
                spec = mended(spec, failure, tries);
            }
        }
        if (arguments.has("save")) {
            context.session().connect(spec, true);
        }
    }

    /** A dead session is for the shell to ask about; what else a person can say is asked here. */
    private TargetSpec mended(TargetSpec spec, Failure failure, int tries) {
        boolean over = failure.getCause() instanceof LoginOver;
        if (!console.isInteractive() || over || tries > 2) {
            throw failure;
        }
        if (failure.kind() == FailureKind.USAGE) {
            console.note(Line.of(Escaping.visible(failure.message()), Style.WARNING));
            String name = console.ask("Data source (name or UID): ", "").strip();
            if (name.isEmpty()) {
                throw failure;
            }
            return spec.with(
                    new Grafana(spec.grafana().cookie(), name, spec.grafana().organisation()));
        }
        if (failure.kind() == FailureKind.DENIED && spec.credentials().secret().isEmpty()) {
            console.note(Line.of(Escaping.visible(failure.message()), Style.WARNING));
            return login(spec);
        }
        throw failure;
    }

    private TargetSpec login(TargetSpec spec) {
        if (arguments.has("cookie")) {
            return cookie(spec);
        }
        if (arguments.has("bearer")) {
            return token(spec);
        }
        if (arguments.option("user").isPresent()) {
            String user = arguments.option("user").get();
            return spec.with(new Credentials(user, console.askSecret("Password: ")));
        }
        if (!console.isInteractive()) {
            return spec;
        }
        String how = console.ask(
                "Log in with the cookie of a browser's session, or a service account's token? (cookie/token) ",
                "cookie");
        return how.strip().startsWith("t") ? token(spec) : cookie(spec);
    }

    private TargetSpec cookie(TargetSpec spec) {
        console.note(Line.of(
                "In the browser that is logged in: developer tools, Storage or Application, Cookies, "
                        + SessionCookie.NAME,
                Style.DIM));
        String pasted = console.askSecret("Cookie " + SessionCookie.NAME + ": ");
        return spec.with(spec.grafana().withCookie(SessionCookie.normal(pasted)));
    }

    private TargetSpec token(TargetSpec spec) {
        return spec.with(new Credentials("", console.askSecret("Service-account token (glsa_...): ")));
    }

    private void greet(TargetSpec spec) {
        MetricsTarget target = context.session().target(ConnectCommand.settingsOf(context, spec));
        Map<String, String> facts = target.particulars();
        console.note(Line.of(
                Escaping.visible(
                        "connected to " + spec.name() + ": Grafana " + facts.getOrDefault("grafana", "") + " at "
                                + spec.url() + " as " + facts.getOrDefault("user", "") + ", data source "
                                + facts.getOrDefault("data source", "")),
                Style.GOOD));
        console.note(
                Line.of(Escaping.visible("stored samples: " + facts.getOrDefault("stored samples", "")), Style.DIM));
    }
}
