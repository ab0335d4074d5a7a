package io.promsh.target.grafana;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.Labels;
import io.promsh.target.http.EmptyAnswer;
import io.promsh.target.http.Json;
import io.promsh.target.http.Refusal;
import io.promsh.target.http.Reply;
import io.promsh.target.http.ReportedError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code POST /api/ds/query} answers, frame by frame as it streams in, up to the bound of memory. */
final class FrameReading {
    /** Takes a frame in; returns whether there is room for more. */
    @FunctionalInterface
    interface Sink {
        boolean take(Frame frame);
    }

    private final Reply reply;
    private final Sink sink;
    private boolean cut;
    private boolean results;

    private FrameReading(Reply reply, Sink sink) {
        this.reply = reply;
        this.sink = sink;
    }

    /** Reads an answer; returns false when it was cut. Throws when it is none, or when it reports an error. */
    static boolean read(Reply reply, Sink sink) throws IOException {
        FrameReading reading = new FrameReading(reply, sink);
        try (JsonParser json = reply.json()) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new EmptyAnswer();
            }
            if (first != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no answer to /api/ds/query");
            }
            reading.answer(json);
            if (!reading.cut) {
                if (json.currentToken() != JsonToken.END_OBJECT || !reading.results) {
                    throw new JsonParseException(json, "no whole answer to /api/ds/query");
                }
                json.nextToken();
            }
        }
        return !reading.cut;
    }

    private void answer(JsonParser json) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.START_OBJECT || !name.equals("results")) {
                json.skipChildren();
                continue;
            }
            results = true;
            for (String query = json.nextFieldName(); query != null; query = json.nextFieldName()) {
                json.nextToken();
                result(json);
                if (cut) {
                    return;
                }
            }
        }
    }

    private void result(JsonParser json) throws IOException {
        String error = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("frames") && token == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    boolean more = sink.take(frame(json));
                    if (cut || !more) {
                        cut = true;
                        return;
                    }
                }
            } else if (name.equals("error") && token == JsonToken.VALUE_STRING) {
                error = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (!error.isEmpty()) {
            String[] parts = Refusal.split(error);
            throw new ReportedError(parts[0], parts[1]);
        }
    }

    private Frame frame(JsonParser json) throws IOException {
        Frame frame = new Frame();
        for (String name = json.nextFieldName(); name != null && !cut; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT && name.equals("schema")) {
                schema(json, frame);
            } else if (token == JsonToken.START_OBJECT && name.equals("data")) {
                columns(json, frame);
            } else {
                json.skipChildren();
            }
        }
        return frame;
    }

    private static void schema(JsonParser json, Frame frame) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("name")) {
                frame.name = Json.text(json);
            } else if (name.equals("meta") && token == JsonToken.START_OBJECT) {
                meta(json, frame);
            } else if (name.equals("fields") && token == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    frame.fields.add(field(json));
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static void meta(JsonParser json, Frame frame) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("type")) {
                frame.type = Json.text(json);
            } else if (name.equals("custom") && token == JsonToken.START_OBJECT) {
                for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                    json.nextToken();
                    String text = Json.text(json);
                    frame.resultType = key.equals("resultType") ? text : frame.resultType;
                }
            } else if (name.equals("notices") && token == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    frame.notices.add(notice(json));
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static Frame.Notice notice(JsonParser json) throws IOException {
        String severity = "";
        String text = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "severity" -> severity = Json.text(json);
                case "text" -> text = Json.text(json);
                default -> json.skipChildren();
            }
        }
        return new Frame.Notice(severity, text);
    }

    private static Frame.Field field(JsonParser json) throws IOException {
        Frame.Field field = new Frame.Field();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "name" -> field.name = Json.text(json);
                case "type" -> field.type = Json.text(json);
                case "labels" -> field.labels = Labels.of(Json.strings(json));
                case "config" -> {
                    if (token == JsonToken.START_OBJECT) {
                        field.intervalMillis = interval(json);
                    }
                }
                default -> json.skipChildren();
            }
        }
        return field;
    }

    private static double interval(JsonParser json) throws IOException {
        double interval = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken().isNumeric() && name.equals("interval")) {
                interval = json.getDoubleValue();
            } else {
                json.skipChildren();
            }
        }
        return interval;
    }

    /** What belongs to one row of one field and may come before the values themselves. */
    private record Mark(int field, String entity, int row, long nanos) {}

    private void columns(JsonParser json, Frame frame) throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (String name = json.nextFieldName(); name != null && !cut; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (token != JsonToken.START_ARRAY) {
                json.skipChildren();
            } else if (name.equals("values")) {
                values(json, frame);
            } else if (name.equals("entities")) {
                entities(json, marks);
            } else if (name.equals("nanos")) {
                nanos(json, marks);
            } else {
                json.skipChildren();
            }
        }
        for (Mark mark : marks) {
            FrameColumn column = frame.column(mark.field());
            if (mark.entity().isEmpty()) {
                column.nanos(mark.row(), mark.nanos());
            } else {
                column.entity(mark.entity(), mark.row());
            }
        }
    }

    private void values(JsonParser json, Frame frame) throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            FrameColumn column = new FrameColumn();
            frame.columns.add(column);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                column.read(json);
                if ((column.size() & 0x3ff) == 0 && isFull(column)) {
                    cut = true;
                    return;
                }
            }
        }
    }

    private boolean isFull(FrameColumn column) {
        return reply.isTooLong() || column.size() > reply.bound().samples();
    }

    private static void entities(JsonParser json, List<Mark> into) throws IOException {
        for (int field = 0; json.nextToken() != JsonToken.END_ARRAY; field++) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    into.add(new Mark(field, name, json.getIntValue(), 0));
                }
            }
        }
    }

    private static void nanos(JsonParser json, List<Mark> into) throws IOException {
        for (int field = 0; json.nextToken() != JsonToken.END_ARRAY; field++) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            for (int row = 0; json.nextToken() != JsonToken.END_ARRAY; row++) {
                long nanos = json.getLongValue();
                if (nanos != 0) {
                    into.add(new Mark(field, "", row, nanos));
                }
            }
        }
    }
}
