package io.promsh.console;

/** Port: where the interactive shell's entries come from, and how Ctrl-C reaches a command that runs. */
public interface LineSource extends AutoCloseable {
    /** Waits for the next entry. Several lines make one entry where the text asks for it or was pasted. */
    Entry next(String prompt);

    /**
     * Calls {@code onInterrupt} at each Ctrl-C until the handle is closed. It is called on a thread of the terminal's and must
     * return quickly.
     */
    Interrupts watchInterrupts(Runnable onInterrupt);

    /** Gives the terminal back as it was found. */
    @Override
    void close();

    /** A handle that ends the watching. */
    interface Interrupts extends AutoCloseable {
        @Override
        void close();
    }

    /** What came. The text is empty unless a line was entered. */
    record Entry(Kind kind, String text) {
        public static final Entry CANCELLED = new Entry(Kind.CANCELLED, "");
        public static final Entry END = new Entry(Kind.END, "");

        /** An entry that is to be run. */
        public static Entry line(String text) {
            return new Entry(Kind.LINE, text);
        }
    }

    /** The ways in which waiting for an entry ends. */
    enum Kind {
        LINE,
        /** Ctrl-C: what was typed is dropped. */
        CANCELLED,
        /** Ctrl-D on an empty line, or the terminal has gone. */
        END
    }
}
