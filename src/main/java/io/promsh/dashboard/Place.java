package io.promsh.dashboard;

/**
 * Where in a dashboard something stands.
 *
 * @param kind what holds it
 * @param title the panel's title, the variable's or the annotation's name; may be empty
 * @param path the rows and tabs around it, outermost first, with {@code " / "} between; may be empty
 * @param type the panel's type, for example {@code timeseries}; the variable's kind; may be empty
 * @param id the panel's number, or 0
 */
public record Place(Kind kind, String title, String path, String type, long id) {
    /** What can hold an expression. */
    public enum Kind {
        PANEL,
        VARIABLE,
        ANNOTATION;

        /** Returns the word used in output. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Returns it in words: {@code panel "CPU" in "System"}, {@code variable job}. */
    public String words() {
        String name = title.isEmpty() ? "without a title" : '"' + title + '"';
        String number = title.isEmpty() && id != 0 ? " (id " + id + ")" : "";
        return kind.word() + " " + name + number + (path.isEmpty() ? "" : " in \"" + path + '"');
    }
}
