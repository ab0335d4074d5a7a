package io.promsh.output;

import java.io.IOException;

/** What is left to write once the kind of a result is known. */
@FunctionalInterface
interface JsonPart {
    void write() throws IOException;
}
