package io.promsh.config;

import io.promsh.config.TargetSpec.Credentials;
import io.promsh.config.TargetSpec.Grafana;
import io.promsh.config.TargetSpec.Tls;
import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The targets known: one from the environment and {@code .env} (the environment wins key by key), then those of
 * {@code targets.yaml}, and {@code http://localhost:9090} where nothing else is said.
 */
public final class TargetDirectory {
    /** Address of a Prometheus; without it the other keys mean nothing. */
    public static final String URL = "PROMETHEUS_QUERY_URL";

    /** User of basic authentication; for Grafana Cloud the stack's metrics instance id. */
    public static final String USER = "PROMETHEUS_USERNAME";

    /** Password of basic authentication, or a bearer token where there is no user. */
    public static final String TOKEN = "GRAFANA_READ_TOKEN";

    /** Bearer token; wins over {@link #TOKEN}. */
    public static final String BEARER = "PROMETHEUS_BEARER_TOKEN";

    /** Tenant, sent as {@code X-Scope-OrgID}. */
    public static final String TENANT = "PROMETHEUS_ORG_ID";

    public static final String AUTHORITY = "PROMETHEUS_CA_FILE";
    public static final String CERTIFICATE = "PROMETHEUS_CERT_FILE";
    public static final String KEY = "PROMETHEUS_KEY_FILE";

    /** Address of a Grafana; the other keys of a Grafana mean nothing without it. */
    public static final String GRAFANA_URL = "GRAFANA_URL";

    /** Value of the cookie {@code grafana_session}, or all cookies as a browser sends them. */
    public static final String GRAFANA_SESSION = "GRAFANA_SESSION";

    /** Token of a service account; where there is no cookie. */
    public static final String GRAFANA_TOKEN = "GRAFANA_TOKEN";

    /** Name or UID of the data source; empty for the only one. */
    public static final String GRAFANA_DATA_SOURCE = "GRAFANA_DATASOURCE";

    public static final String GRAFANA_ORGANISATION = "GRAFANA_ORG_ID";
    public static final String GRAFANA_AUTHORITY = "GRAFANA_CA_FILE";

    /** Name of the Grafana that the environment describes. */
    public static final String GRAFANA_FROM_ENVIRONMENT = "grafana";

    /** Name of the target that the environment describes. */
    public static final String FROM_ENVIRONMENT = "env";

    private static final TargetSpec LOCAL = TargetSpec.open("local", "http://localhost:9090");

    private final Map<String, TargetSpec> targets = new LinkedHashMap<>();

    // One object an address: every command asks for its target several times, and the same one is found without
    // comparing.
    private final Map<String, TargetSpec> addressed = new HashMap<>();

    private TargetDirectory() {}

    /** Collects the targets; reads {@code envFile} and {@code file} once. Throws a usage failure for broken ones. */
    public static TargetDirectory read(Map<String, String> environment, Path envFile, TargetsFile file) {
        Map<String, String> variables = new LinkedHashMap<>(EnvFile.read(envFile));
        environment.forEach((key, value) -> {
            if (!value.isEmpty()) {
                variables.put(key, value);
            }
        });
        TargetDirectory directory = new TargetDirectory();
        String url = variables.getOrDefault(URL, "");
        if (!url.isEmpty()) {
            directory.put(fromVariables(url, variables));
        }
        String grafana = variables.getOrDefault(GRAFANA_URL, "");
        if (!grafana.isEmpty()) {
            directory.put(grafana(grafana, variables));
        }
        for (TargetSpec spec : file.read(variables)) {
            directory.targets.putIfAbsent(spec.name(), spec);
        }
        if (directory.targets.isEmpty()) {
            directory.put(LOCAL);
        }
        return directory;
    }

    private static TargetSpec fromVariables(String url, Map<String, String> variables) {
        String bearer = variables.getOrDefault(BEARER, "");
        Credentials credentials = bearer.isEmpty()
                ? new Credentials(variables.getOrDefault(USER, ""), variables.getOrDefault(TOKEN, ""))
                : new Credentials("", bearer);
        String tenant = variables.getOrDefault(TENANT, "");
        Map<String, String> headers = tenant.isEmpty() ? Map.of() : Map.of("X-Scope-OrgID", tenant);
        Tls tls = new Tls(path(variables, AUTHORITY), path(variables, CERTIFICATE), path(variables, KEY), false);
        return new TargetSpec(FROM_ENVIRONMENT, "prometheus", TargetUrl.normal(url), credentials, headers, tls);
    }

    private static TargetSpec grafana(String url, Map<String, String> variables) {
        Grafana grafana = new Grafana(
                SessionCookie.normal(variables.getOrDefault(GRAFANA_SESSION, "")),
                variables.getOrDefault(GRAFANA_DATA_SOURCE, ""),
                variables.getOrDefault(GRAFANA_ORGANISATION, ""));
        return new TargetSpec(
                GRAFANA_FROM_ENVIRONMENT,
                TargetSpec.GRAFANA,
                TargetUrl.normal(url),
                new Credentials("", variables.getOrDefault(GRAFANA_TOKEN, "")),
                Map.of(),
                new Tls(path(variables, GRAFANA_AUTHORITY), Optional.empty(), Optional.empty(), false),
                grafana);
    }

    private static Optional<Path> path(Map<String, String> variables, String key) {
        String text = variables.getOrDefault(key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    /** Makes a target known, in place of one of the same name. */
    public void put(TargetSpec spec) {
        targets.put(spec.name(), spec);
    }

    /** Returns the targets in order; never none. */
    public List<TargetSpec> all() {
        return new ArrayList<>(targets.values());
    }

    /** Returns the target of a name, or one without credentials for an address; empty means the first. */
    public TargetSpec resolve(String nameOrAddress) {
        if (nameOrAddress.isEmpty()) {
            return targets.values().iterator().next();
        }
        TargetSpec known = targets.get(nameOrAddress);
        if (known != null) {
            return known;
        }
        if (!TargetUrl.isAddress(nameOrAddress)) {
            throw Failure.usage(
                    "there is no target '" + nameOrAddress + "'",
                    "known are " + String.join(", ", targets.keySet())
                            + "; or give an address like http://localhost:9090");
        }
        String url = TargetUrl.normal(nameOrAddress);
        for (TargetSpec spec : targets.values()) {
            if (spec.url().equals(url)) {
                return spec;
            }
        }
        return addressed.computeIfAbsent(url, address -> TargetSpec.open(TargetUrl.shortName(address), address));
    }
}
