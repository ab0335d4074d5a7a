package io.promsh.output;

import io.promsh.model.QueryAnswer;
import java.io.IOException;
import java.io.Writer;

/** Writes answers in one format. */
interface QueryWriter {
    /**
     * Writes an answer piece by piece and flushes nothing.
     *
     * @param target the name of the target that was asked
     */
    void write(QueryAnswer answer, String target, Writer out) throws IOException;

    /** Returns what this format cannot carry of an answer. */
    default Lost lost(QueryAnswer answer) {
        return new Lost(0, 0, SeriesList.staleMarkers(answer.result()));
    }
}
