package io.promsh.target.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cookies by name, in the order in which they are sent. Immutable. */
final class Cookies {
    private final Map<String, String> values;

    private Cookies(Map<String, String> values) {
        this.values = values;
    }

    /** Reads {@code NAME=VALUE; NAME=VALUE}. */
    static Cookies parse(String header) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return new Cookies(values);
    }

    /**
     * Returns these cookies with what the server sets, {@code NAME=VALUE; Path=/; ...}, taken over: known names, and the session's
     * own. A cookie that is taken away (empty, or with no time left) is left as it was: whether the session is over is asked.
     */
    Cookies taking(List<String> setCookies) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        for (String setCookie : setCookies) {
            String pair = setCookie.split(";", 2)[0];
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
            boolean ours = values.containsKey(name) || name.startsWith("grafana_session");
            boolean removed = value.isEmpty()
                    || setCookie.toLowerCase(java.util.Locale.ROOT).contains("max-age=0");
            if (ours && !removed) {
                changed.put(name, value);
            }
        }
        return new Cookies(changed);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the values that let somebody in; not the time of expiry. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!name.endsWith("_expiry") && value.length() >= 6) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    /** Returns when the server wants to change the session's cookie, in epoch seconds as it says, or an empty string. */
    String expiry() {
        return values.getOrDefault("grafana_session_expiry", "");
    }

    /** Returns the cookies as they are sent. */
    String header() {
        StringBuilder out = new StringBuilder();
        values.forEach((name, value) -> out.append(out.length() == 0 ? "" : "; ")
                .append(name)
                .append('=')
                .append(value));
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cookies cookies && values.equals(cookies.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "cookies " + values.keySet();
    }
}
