package io.promsh.config;

import io.promsh.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;

/** The addresses of targets as people type them. */
public final class TargetUrl {
    private TargetUrl() {}

    /**
     * Returns the base address: a scheme is added where missing (http), trailing slashes and a pasted {@code /api/v1/...} are cut.
     * Throws a usage failure for anything that is no http or https address.
     */
    public static String normal(String typed) {
        String text = typed.strip();
        if (!text.contains("://")) {
            text = "http://" + text;
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw bad(typed).withCause(e);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getPort() > 65535) {
            throw bad(typed);
        }
        if (uri.getRawUserInfo() != null) {
            throw Failure.usage(
                    "the address holds a user or a password", "leave them out: connect asks for them, masked");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int api = path.indexOf("/api/v1");
        if (api >= 0) {
            path = path.substring(0, api);
        }
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    /** Returns whether a word is meant as an address rather than as a target's name. */
    public static boolean isAddress(String word) {
        return word.contains("://") || word.matches("[A-Za-z0-9.-]+:[0-9]{2,5}(/.*)?") || word.startsWith("localhost");
    }

    /** Returns a short name for an address: its host without the domain, with the port unless it is the scheme's. */
    public static String shortName(String url) {
        URI uri = URI.create(url);
        String host = uri.getHost() == null ? url : uri.getHost();
        int dot = host.indexOf('.');
        boolean numeric = !host.isEmpty() && Character.isDigit(host.charAt(0));
        String name = dot > 0 && !numeric ? host.substring(0, dot) : host;
        return uri.getPort() < 0 ? name : name + ":" + uri.getPort();
    }

    private static Failure bad(String typed) {
        String shown = typed.contains("@") ? "the address" : "'" + typed + "'";
        return Failure.usage(shown + " is no http or https address", "write it like http://localhost:9090");
    }
}
