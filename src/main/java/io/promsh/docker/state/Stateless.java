package io.promsh.docker.state;

import java.util.List;
import java.util.Map;

/** Settings with which a service keeps its state elsewhere or nowhere. */
final class Stateless {
    private Stateless() {}

    static boolean is(String service, List<String> words, Map<String, String> environment) {
        return switch (service) {
            case "Grafana" -> {
                String type = environment.getOrDefault("GF_DATABASE_TYPE", "sqlite3");
                String url = environment.getOrDefault("GF_DATABASE_URL", "");
                yield !type.equals("sqlite3") || url.startsWith("postgres") || url.startsWith("mysql");
            }
            case "Redis" -> {
                int save = words.indexOf("--save");
                boolean saves = save < 0
                        || save + 1 >= words.size()
                        || !words.get(save + 1).isEmpty();
                yield !saves
                        && !StatefulService.flagValue("--appendonly", words).equals("yes");
            }
            default -> false;
        };
    }
}
