package io.promsh.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach a target. Holds secrets: never logged; {@link #toString()} masks them.
 *
 * @param kind {@code prometheus} or {@code grafana}
 * @param url base address without a trailing slash, for example {@code http://localhost:9090} or one that ends in
 *     {@code /api/prom}
 */
public record TargetSpec(
        String name,
        String kind,
        String url,
        Credentials credentials,
        Map<String, String> headers,
        Tls tls,
        Grafana grafana) {
    /** The kind that is asked through Grafana's own interface. */
    public static final String GRAFANA = "grafana";

    public TargetSpec {
        headers = Map.copyOf(headers);
    }

    /** A target that is no Grafana, or one without anything that only a Grafana has. */
    public TargetSpec(
            String name, String kind, String url, Credentials credentials, Map<String, String> headers, Tls tls) {
        this(name, kind, url, credentials, headers, tls, Grafana.NONE);
    }

    /** A target without authentication. */
    public static TargetSpec open(String name, String url) {
        return new TargetSpec(name, "prometheus", url, Credentials.NONE, Map.of(), Tls.DEFAULT);
    }

    /** Returns whether it is asked through Grafana's own interface. */
    public boolean isGrafana() {
        return kind.equals(GRAFANA);
    }

    /** Returns the same target with another login. */
    public TargetSpec with(Credentials newCredentials) {
        return new TargetSpec(name, kind, url, newCredentials, headers, tls, grafana);
    }

    /** Returns the same target as a Grafana. */
    public TargetSpec with(Grafana newGrafana) {
        return new TargetSpec(name, GRAFANA, url, credentials, headers, tls, newGrafana);
    }

    /** Returns how one logs in, for display: never a secret. */
    public String login() {
        if (!grafana.cookie().isEmpty()) {
            return "session cookie ***";
        }
        return credentials.toString();
    }

    /** User and secret: with a user basic authentication, without one a bearer token; both empty: none. */
    public record Credentials(String user, String secret) {
        public static final Credentials NONE = new Credentials("", "");

        @Override
        public String toString() {
            return secret.isEmpty() ? "none" : user.isEmpty() ? "bearer ***" : user + ":***";
        }
    }

    /**
     * What only a Grafana has.
     *
     * @param cookie the session's cookies as a browser sends them, {@code grafana_session=...}; wins over a token; or empty
     * @param dataSource name or UID, or empty for the only one
     * @param organisation its number, or empty for the login's own
     */
    public record Grafana(String cookie, String dataSource, String organisation) {
        public static final Grafana NONE = new Grafana("", "", "");

        /** Returns the same with other cookies. */
        public Grafana withCookie(String other) {
            return new Grafana(other, dataSource, organisation);
        }

        @Override
        public String toString() {
            return (cookie.isEmpty() ? "" : "cookie ***, ")
                    + (dataSource.isEmpty() ? "the only data source" : "data source " + dataSource);
        }
    }

    /** Files in PEM form: authority to trust instead of the system's, client certificate and its key. */
    public record Tls(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, boolean skipVerify) {
        public static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** By hand, as {@link #equals}: a record's own is linked at run time, which takes 15 ms of every start. */
    @Override
    public int hashCode() {
        return name.hashCode() * 31 + url.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TargetSpec spec
                        && name.equals(spec.name)
                        && kind.equals(spec.kind)
                        && url.equals(spec.url)
                        && credentials.equals(spec.credentials)
                        && headers.equals(spec.headers)
                        && tls.equals(spec.tls)
                        && grafana.equals(spec.grafana));
    }

    @Override
    public String toString() {
        return name + " (" + kind + " " + url + ", " + login() + ")";
    }
}
