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
        String name, String kind, String url, Credentials credentials, Map<String, String> headers, Tls tls) {
    public TargetSpec {
        headers = Map.copyOf(headers);
    }

    /** A target without authentication. */
    public static TargetSpec open(String name, String url) {
        return new TargetSpec(name, "prometheus", url, Credentials.NONE, Map.of(), Tls.DEFAULT);
    }

    /** User and secret: with a user basic authentication, without one a bearer token; both empty: none. */
    public record Credentials(String user, String secret) {
        public static final Credentials NONE = new Credentials("", "");

        @Override
        public String toString() {
            return secret.isEmpty() ? "none" : user.isEmpty() ? "bearer ***" : user + ":***";
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
                        && tls.equals(spec.tls));
    }

    @Override
    public String toString() {
        return name + " (" + kind + " " + url + ", " + credentials + ")";
    }
}
