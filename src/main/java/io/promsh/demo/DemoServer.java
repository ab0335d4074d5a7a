package io.promsh.demo;

/** A running server that holds the day of the incident and goes on with it until it is closed. */
public interface DemoServer extends AutoCloseable {
    /** Returns its base address, for example {@code http://127.0.0.1:40123}. */
    String address();

    /** Ends the server and removes its files. May be called more than once. */
    @Override
    void close();
}
