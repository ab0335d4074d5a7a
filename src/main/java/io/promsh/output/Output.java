package io.promsh.output;

import io.promsh.model.QueryAnswer;
import io.promsh.render.Listing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * Writes results in the formats for programs. On a terminal, {@link OutputFormat#TABLE} is better drawn by
 * {@link io.promsh.render.QueryView} and {@link io.promsh.render.ListingView}, which know its width. A reader that goes away is a
 * normal end: writing stops, and nothing is thrown.
 */
public final class Output {
    private Output() {}

    /**
     * Writes an answer.
     *
     * @param target the name of the target that was asked
     * @param isTerminal whether {@code out} is one: tsv then has headings, and control characters are shown instead of sent
     * @return what the format could not carry
     */
    public static Lost write(
            QueryAnswer answer, String target, OutputFormat format, PrintWriter out, boolean isTerminal) {
        QueryWriter writer = writer(format, isTerminal);
        try {
            writer.write(answer, target, new CheckedWriter(out));
            out.flush();
            return writer.lost(answer);
        } catch (CheckedWriter.ClosedPipe e) {
            return Lost.NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a listing. Throws a usage failure for {@link OutputFormat#OPENMETRICS}, which knows no lists. */
    public static void write(Listing listing, OutputFormat format, PrintWriter out, boolean isTerminal) {
        try {
            new ListWriter(isTerminal).write(listing, format, new CheckedWriter(out));
            out.flush();
        } catch (CheckedWriter.ClosedPipe e) {
            // A normal end.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueryWriter writer(OutputFormat format, boolean isTerminal) {
        return switch (format) {
            case TABLE -> new RowsQueryWriter(new AlignedRows(), true);
            case JSON -> new JsonQueryWriter();
            case JSONL -> new JsonLinesQueryWriter();
            case CSV -> new RowsQueryWriter(new CsvRows(isTerminal), false);
            case TSV -> new RowsQueryWriter(new TsvRows(isTerminal), false);
            case MARKDOWN -> new RowsQueryWriter(new MarkdownRows(), false);
            case OPENMETRICS -> new OpenMetricsQueryWriter(isTerminal);
        };
    }
}
