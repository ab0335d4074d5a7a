package io.promsh.target.grafana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who one is in a Grafana, and what that Grafana is. */
final class Account {
    private final Wire wire;
    private final Duration timeout;

    Account(Wire wire, Duration timeout) {
        this.wire = wire;
        this.timeout = timeout;
    }

    /**
     * Who is logged in.
     *
     * @param role Viewer, Editor, Admin; empty where it is not told, as for service accounts
     * @param organisation its name, or its number where the name is not told
     */
    record Who(String login, String organisation, String role) {}

    /** Returns who one is. Throws the failure of a login that is none. */
    Who who() {
        Map<String, String> user = object(Ask.get(timeout, "api", "user"));
        Map<String, String> org = optional(Ask.get(timeout, "api", "org"));
        String number = user.getOrDefault("orgId", "");
        String name = org.getOrDefault("name", number);
        String login = user.getOrDefault("login", "");
        return new Who(login.isEmpty() ? user.getOrDefault("name", "") : login, name, role(number));
    }

    private String role(String orgNumber) {
        List<Map<String, String>> memberships = wire.ask(
                Ask.get(timeout, "api", "user", "orgs"), Account::list, refusal -> List.<Map<String, String>>of());
        Optional<Map<String, String>> here = memberships.stream()
                .filter(each -> each.getOrDefault("orgId", "").equals(orgNumber) || memberships.size() == 1)
                .findFirst();
        return here.map(each -> each.getOrDefault("role", "")).orElse("");
    }

    /** Returns Grafana's version, or an empty string where it keeps it to itself. */
    String version() {
        return optional(Ask.get(timeout, "api", "health")).getOrDefault("version", "");
    }

    private Map<String, String> object(Ask ask) {
        return wire.ask(ask, Account::read);
    }

    private Map<String, String> optional(Ask ask) {
        return wire.ask(ask, Account::read, refusal -> Map.of());
    }

    private static Map<String, String> read(Reply reply) throws IOException {
        try (JsonParser json = reply.json()) {
            json.nextToken();
            return Json.strings(json);
        }
    }

    private static List<Map<String, String>> list(Reply reply) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        try (JsonParser json = reply.json()) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                found.add(Json.strings(json));
            }
        }
        return found;
    }
}
