package io.promsh.audit;

/** Where facts come from. */
public enum Truth {
    /** The project's own files: what the next {@code up} would do. */
    FILES("F", "the project's files"),
    /** Grafana's provisioning files and dashboards. */
    GRAFANA("G", "Grafana's files"),
    /** The working tree's git. */
    GIT("T", "git"),
    /** Containers, volumes and mounts in the engine: what is. */
    RUNNING("R", "the Docker engine"),
    /** The Prometheus server's flags and metrics. */
    SERVER("P", "the Prometheus server");

    private final String letter;
    private final String title;

    Truth(String letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    /** Returns its letter in the catalogue. */
    public String letter() {
        return letter;
    }

    /** Returns what it is in words. */
    public String title() {
        return title;
    }

    static Truth ofLetter(char letter) {
        for (Truth truth : values()) {
            if (truth.letter.charAt(0) == letter) {
                return truth;
            }
        }
        throw new IllegalStateException("no truth has the letter " + letter);
    }
}
