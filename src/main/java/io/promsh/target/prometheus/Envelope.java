package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.failure.Failure;
import io.promsh.target.http.EmptyAnswer;
import io.promsh.target.http.Reply;
import io.promsh.target.http.ReportedError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What stands around the data of every answer: status, error, warnings, infos. Unknown fields are skipped. */
final class Envelope {
    /** How a server of before 2.54 marks an info among its warnings. */
    private static final String INFO_MARK = "PromQL info:";

    /** How the query engine marks what it says of the query and not of the data. */
    private static final String ENGINE_MARK = "PromQL ";

    private final List<String> warnings = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();
    private String status = "";
    private String errorType = "";
    private String error = "";
    private boolean partial;
    private boolean cut;

    /** Reads the value of {@code data}. */
    @FunctionalInterface
    interface DataReading {
        /** Starts at the first token of the data and ends at its last; returns false when it stopped short of that. */
        boolean read(JsonParser json) throws IOException;
    }

    /** Reads a whole answer. Throws when it is no such answer, or when it reports an error. */
    static Envelope read(Reply reply, DataReading data) throws IOException {
        Envelope envelope = new Envelope();
        try (JsonParser json = reply.json()) {
            envelope.readAnswer(json, data);
        }
        if (!envelope.status.equals("success") && !envelope.cut) {
            throw envelope.notSuccess();
        }
        return envelope;
    }

    private void readAnswer(JsonParser json, DataReading data) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new EmptyAnswer();
        }
        if (first != JsonToken.START_OBJECT) {
            throw notOurs();
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "status" -> status = json.getValueAsString("");
                case "errorType" -> errorType = json.getValueAsString("");
                case "error" -> error = json.getValueAsString("");
                case "isPartial" -> partial |= token == JsonToken.VALUE_TRUE;
                case "warnings" -> strings(json, warnings);
                case "infos" -> strings(json, infos);
                case "data" -> {
                    if (token != JsonToken.VALUE_NULL && !data.read(json)) {
                        cut = true;
                        return;
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonParseException(json, "the answer breaks off");
        }
        // Reads the end of the body, without which the connection could not be used again.
        json.nextToken();
        sort();
    }

    private static void strings(JsonParser json, List<String> into) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            into.add(json.getText());
        }
    }

    private void sort() {
        for (int i = 0; i < warnings.size(); ) {
            String warning = warnings.get(i);
            if (warning.startsWith(INFO_MARK)) {
                infos.add(warnings.remove(i));
                continue;
            }
            // Whatever the engine does not say of the query is said of the data: some of it may be missing.
            partial |= !warning.startsWith(ENGINE_MARK);
            i++;
        }
    }

    private RuntimeException notSuccess() {
        if (error.isEmpty() && errorType.isEmpty()) {
            return notOurs();
        }
        return new ReportedError(errorType, error);
    }

    private static Failure notOurs() {
        return Failure.failed(
                "the answer is JSON, but not that of a Prometheus-compatible server",
                "check the address: type session diagnose");
    }

    /** Returns the server's warnings; of a cut answer only those that stood before the cut. */
    List<String> warnings() {
        return warnings;
    }

    List<String> infos() {
        return infos;
    }

    /** Returns whether something is missing: cut here, or said to be incomplete by the server. */
    boolean isPartial() {
        return partial || cut;
    }

    /** Returns whether reading stopped at the bound. */
    boolean isCut() {
        return cut;
    }
}
