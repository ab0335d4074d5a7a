package io.promsh.app;

/** The process entry point: converts an exit code into an exit. */
public final class Main {
    private Main() {}

    /** Starts promsh. */
    public static void main(String[] args) {
        System.out.println("promsh");
    }
}
