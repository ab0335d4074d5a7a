package io.promsh.command;

/** The groups of {@code help}, in its order. */
public enum CommandGroup {
    SESSION("Session"),
    ASK("Ask"),
    DISCOVER("Discover"),
    SERVER("What the server reports"),
    PROVE("Prove"),
    KEEP("Keep"),
    BRING_BACK("Bring back");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    /** Returns the heading. */
    public String title() {
        return title;
    }
}
