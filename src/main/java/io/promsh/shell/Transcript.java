package io.promsh.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.text.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A file into which all that a script shows is written as well: each line with the time at which it was entered, what it printed,
 * questions with their answers. Secrets are taken out; what was typed masked is never in it. Only its owner reads it.
 */
final class Transcript implements AutoCloseable {
    private final Writer file;
    private final SecretMask mask;
    private final InstantSource clock;
    private final StringBuilder open = new StringBuilder();

    private Transcript(Writer file, SecretMask mask, InstantSource clock) {
        this.file = file;
        this.mask = mask;
        this.clock = clock;
    }

    /** Begins a transcript behind what the file holds already. Throws a failure when it cannot be written. */
    static Transcript open(Path path, String name, SecretMask mask, InstantSource clock) {
        try {
            if (!Files.exists(path)) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Transcript transcript =
                    new Transcript(Files.newBufferedWriter(path, UTF_8, StandardOpenOption.APPEND), mask, clock);
            transcript.line("# " + transcript.now() + " promsh runs " + name);
            return transcript;
        } catch (IOException e) {
            throw Failure.failed("cannot write the transcript " + path + ": " + e.getMessage(), "check the folder")
                    .withCause(e);
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns a console that shows what {@code shown} shows and writes it down. */
    Console on(Console shown) {
        return new Recording(shown);
    }

    /** Writes down which line runs now, where the console is that of a transcript. */
    static void entered(Console console, String entry) {
        if (console instanceof Recording recording) {
            recording.entered(entry);
        }
    }

    private synchronized void text(String text) {
        open.append(text);
        int end = open.indexOf("\n");
        while (end >= 0) {
            line(open.substring(0, end));
            open.delete(0, end + 1);
            end = open.indexOf("\n");
        }
    }

    /** Whole lines only: half a secret would not be known as one. */
    private synchronized void line(String line) {
        try {
            file.write(mask.mask(line));
            file.write('\n');
            file.flush();
        } catch (IOException e) {
            throw Failure.failed("cannot write the transcript: " + e.getMessage(), "is the disk full?")
                    .withCause(e);
        }
    }

    @Override
    public synchronized void close() {
        if (open.length() > 0) {
            text("\n");
        }
        line("# " + now() + " done");
        try {
            file.close();
        } catch (IOException e) {
            throw Failure.failed("cannot write the transcript: " + e.getMessage(), "is the disk full?")
                    .withCause(e);
        }
    }

    private final class Recording extends ForwardingConsole {
        private final PrintWriter out;
        private final PrintWriter err;

        Recording(Console inner) {
            super(inner);
            out = both(inner.out());
            err = both(inner.err());
        }

        void entered(String entry) {
            text("\n" + now() + "> " + entry.strip().replace("\n", "\n  ") + "\n");
        }

        @Override
        public PrintWriter out() {
            return out;
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public void print(Line line) {
            super.print(line);
            text(line.text() + "\n");
        }

        @Override
        public void note(Line line) {
            super.note(line);
            text(line.text() + "\n");
        }

        @Override
        public void page(List<Line> lines) {
            super.page(lines);
            lines.forEach(line -> text(line.text() + "\n"));
        }

        @Override
        public String ask(String question, String preset) {
            String answer = super.ask(question, preset);
            text(question + answer + "\n");
            return answer;
        }

        @Override
        public String askSecret(String question) {
            text(question + "***\n");
            return super.askSecret(question);
        }

        @Override
        public boolean confirm(String question) {
            boolean answer = super.confirm(question);
            text(question + (answer ? " yes" : " no") + "\n");
            return answer;
        }

        private PrintWriter both(PrintWriter shown) {
            return new PrintWriter(new Writer() {
                @Override
                public void write(char[] chars, int offset, int length) {
                    shown.write(chars, offset, length);
                    text(new String(chars, offset, length));
                }

                @Override
                public void flush() {
                    shown.flush();
                }

                @Override
                public void close() {
                    // The console outlives the transcript.
                }
            });
        }
    }
}
