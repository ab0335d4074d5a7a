package io.promsh.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * The user's folders by the XDG Base Directory Specification 0.8: relative values are ignored, the defaults lie under HOME; without a
 * HOME they lie under {@code fallback}.
 */
public record UserFolders(Path config, Path cache, Path state) {
    /** Returns promsh's own folders; nothing is created. */
    public static UserFolders of(Map<String, String> environment, Path fallback) {
        String home = environment.getOrDefault("HOME", "");
        Path base = home.startsWith("/") ? Path.of(home) : fallback;
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME", base.resolve(".config")),
                folder(environment, "XDG_CACHE_HOME", base.resolve(".cache")),
                folder(environment, "XDG_STATE_HOME", base.resolve(".local/state")));
    }

    private static Path folder(Map<String, String> environment, String variable, Path preset) {
        String value = environment.getOrDefault(variable, "");
        return (value.startsWith("/") ? Path.of(value) : preset).resolve("promsh");
    }
}
