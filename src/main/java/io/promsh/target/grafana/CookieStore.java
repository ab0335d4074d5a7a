package io.promsh.target.grafana;

import java.util.Optional;

/** Where a session's cookies came from; the server changes them every few minutes, and only the newest ones are good. */
public interface CookieStore {
    /** Returns the cookies as they are now there: another promsh may have written newer ones. */
    Optional<String> load();

    /** Writes the cookies back. */
    void save(String cookies);

    /** Cookies that came from where nothing can be written, for example an environment variable. */
    CookieStore NONE = new CookieStore() {
        @Override
        public Optional<String> load() {
            return Optional.empty();
        }

        @Override
        public void save(String cookies) {
            // They last as long as the process.
        }
    };
}
