package io.promsh.output;

import java.util.List;

/** How rows of cells are spelled in one format. */
interface RowFormat {
    /** Appends what stands before the rows: headings, perhaps nothing. */
    void begin(StringBuilder out, List<RowColumn> columns);

    /** Appends a cell of text, escaped and quoted as the format needs it, with what separates it from the one before. */
    void text(StringBuilder out, int column, String cell);

    /** Appends what stands before a cell whose text, a number or a time, follows as it is. */
    void separator(StringBuilder out, int column);

    /** Appends what ends a row. */
    void endRow(StringBuilder out);
}
