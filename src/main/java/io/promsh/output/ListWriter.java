package io.promsh.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.failure.Failure;
import io.promsh.model.Values;
import io.promsh.render.Listing;
import io.promsh.render.ListingText;
import io.promsh.render.ListingView;
import io.promsh.text.Line;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes listings: JSON as an array of objects whose keys are always all there, null where nothing is known. */
final class ListWriter {
    private final boolean isTerminal;

    ListWriter(boolean isTerminal) {
        this.isTerminal = isTerminal;
    }

    void write(Listing listing, OutputFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> writeAligned(listing, out);
            case JSON -> writeJson(listing, out);
            case JSONL -> writeJsonLines(listing, out);
            case CSV -> writeRows(listing, new CsvRows(isTerminal), out);
            case TSV -> writeRows(listing, new TsvRows(isTerminal), out);
            case MARKDOWN -> writeRows(listing, new MarkdownRows(), out);
            case OPENMETRICS ->
                throw Failure.usage(
                        "a list of " + listing.plural() + " cannot be written as openmetrics",
                        "take -o table, json, jsonl, csv, tsv or markdown");
        }
    }

    private static void writeAligned(Listing listing, Writer out) throws IOException {
        RowBuffer buffer = new RowBuffer(out);
        for (Line line : ListingView.plain(listing)) {
            buffer.text.append(line.text()).append('\n');
            buffer.endRow();
        }
        buffer.flush();
    }

    private static void writeRows(Listing listing, RowFormat format, Writer out) throws IOException {
        List<RowColumn> columns = new ArrayList<>();
        for (Listing.Field field : listing.fields()) {
            columns.add(new RowColumn(field.heading(), isNumber(field.kind()), 0));
        }
        RowBuffer buffer = new RowBuffer(out);
        format.begin(buffer.text, columns);
        for (List<@Nullable Object> row : listing.rows()) {
            for (int i = 0; i < row.size(); i++) {
                Object cell = row.get(i);
                String text = cell == null ? "" : ListingText.exact(cell);
                if (isNumber(listing.fields().get(i).kind())) {
                    format.separator(buffer.text, i);
                    buffer.text.append(text);
                } else {
                    format.text(buffer.text, i, text);
                }
            }
            format.endRow(buffer.text);
            buffer.endRow();
        }
        buffer.flush();
    }

    private static boolean isNumber(Listing.Kind kind) {
        return switch (kind) {
            case NUMBER, BYTES, SECONDS, RATIO -> true;
            case ID, NAME, TEXT, STATE, TIME, FLAG, LIST -> false;
        };
    }

    private static void writeJson(Listing listing, Writer out) throws IOException {
        try (JsonGenerator json = Json.on(out)) {
            json.writeStartArray();
            for (List<@Nullable Object> row : listing.rows()) {
                writeObject(json, listing, row);
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void writeJsonLines(Listing listing, Writer out) throws IOException {
        try (JsonGenerator json = Json.on(out)) {
            json.setRootValueSeparator(null);
            for (List<@Nullable Object> row : listing.rows()) {
                writeObject(json, listing, row);
                json.writeRaw('\n');
            }
        }
    }

    private static void writeObject(JsonGenerator json, Listing listing, List<@Nullable Object> row)
            throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            json.writeFieldName(listing.fields().get(i).key());
            writeValue(json, row.get(i));
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            writeNumber(json, number.doubleValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object entry : list) {
                json.writeString(entry.toString());
            }
            json.writeEndArray();
        } else {
            json.writeString(ListingText.exact(value));
        }
    }

    private static void writeNumber(JsonGenerator json, double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeString(Values.format(value));
            return;
        }
        json.writeRawValue(Values.format(value));
    }
}
