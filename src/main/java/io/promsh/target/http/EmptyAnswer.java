package io.promsh.target.http;

import java.io.IOException;

/** Nothing came after the headers. */
public final class EmptyAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    /** Of an answer that should have had a body. */
    public EmptyAnswer() {
        super("empty answer");
    }
}
