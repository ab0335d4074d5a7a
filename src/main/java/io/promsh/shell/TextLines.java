package io.promsh.shell;

import io.promsh.failure.Failure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads UTF-8 lines one by one as they arrive, with or without carriage returns, a byte order mark, or an end of the last line. A
 * byte that is no UTF-8 is refused with its line, instead of reaching a query as a question mark.
 */
final class TextLines {
    /** A script with a longer line is no script. */
    private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private final String name;
    private final InputStream in;
    private int number;

    TextLines(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in);
    }

    /** Returns the number of the last line, counted from 1. */
    int number() {
        return number;
    }

    /** Returns the next line, or empty at the end. */
    Optional<String> next() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            number++;
            while (b >= 0 && b != '\n') {
                line.write(b);
                if (line.size() > MAX_LINE_BYTES) {
                    throw Failure.usage(name + ":" + number + ": a line is longer than 16 MiB", "is it a script?");
                }
                b = in.read();
            }
            return Optional.of(text(line.toByteArray()));
        } catch (CharacterCodingException e) {
            throw Failure.usage(name + ":" + number + ": the line is not UTF-8", "convert the file to UTF-8");
        } catch (IOException e) {
            throw Failure.failed(name + " cannot be read: " + e.getMessage(), "")
                    .withCause(e);
        }
    }

    private String text(byte[] bytes) throws CharacterCodingException {
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, end))
                .toString();
        return number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
