package io.promsh.console;

import io.promsh.text.Line;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Where a command writes and asks. Data goes to {@link #out()}, everything else to {@link #err()}. */
public interface Console {
    /** Returns the stream for data. */
    PrintWriter out();

    /** Returns the stream for everything else. */
    PrintWriter err();

    /** Returns the columns of the terminal that {@code out} is, or empty when it is none. */
    OptionalInt width();

    /** Returns the rows of the terminal that {@code out} is, or empty when it is none. */
    OptionalInt height();

    /** Returns whether questions can be asked: a terminal that a person sits at. */
    boolean isInteractive();

    /** Returns whether the terminal shows characters beyond ASCII. */
    boolean isUnicode();

    /** Writes the first {@code length} bytes of whole lines in UTF-8 to {@code out}: for many millions of them. */
    default void write(byte[] lines, int length) {
        out().write(new String(lines, 0, length, StandardCharsets.UTF_8));
    }

    /** Prints a line to {@code out}, styled where out is a colour terminal. */
    void print(Line line);

    /** Prints a line to {@code err}, styled where err is a colour terminal. */
    void note(Line line);

    /** Prints lines to {@code out}; on a terminal, when they do not fit, through the pager. */
    void page(List<Line> lines);

    /** Asks for a line; returns {@code preset} for an empty answer. Throws a REFUSED failure when not interactive. */
    String ask(String question, String preset);

    /** Asks for a secret without echo; the answer reaches no history. Throws a REFUSED failure when not interactive. */
    String askSecret(String question);

    /** Asks yes or no; no is the default and the answer when not interactive. */
    boolean confirm(String question);

    /** Draws {@code lines} in place of the previous frame until {@link Live#close()}. Only on a terminal. */
    Live live();

    /** A region of the screen that is redrawn in place. */
    interface Live extends AutoCloseable {
        /** Replaces what is shown. */
        void show(List<Line> lines);

        /** Waits at most so many milliseconds; returns true when the user pressed a key. */
        boolean keyWithin(long millis);

        @Override
        void close();
    }
}
